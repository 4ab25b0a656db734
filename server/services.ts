import { createAccountService } from "./accounts/accounts.service.ts";
import { createAccountStore } from "./accounts/accounts.store.ts";
import { createAttemptReports } from "./accounts/attempt-reports.service.ts";
import { createDeviceStore } from "./accounts/devices.store.ts";
import type { PasswordHasher } from "./accounts/password-hasher.ts";
import { createProviderAttempts } from "./accounts/provider-attempts.ts";
import { createProviderPeople } from "./accounts/provider-people.ts";
import { createSignInLimits } from "./accounts/sign-in-limits.ts";
import { createPeopleStore } from "./accounts/people.store.ts";
import { createSignInService } from "./accounts/sign-in.service.ts";
import { createVouchedAttempts } from "./accounts/vouched-attempts.ts";
import { createVouchedPeople } from "./accounts/vouched-people.ts";
import { createAuditService, placeIn } from "./audit/audit.service.ts";
import { createAuditStore } from "./audit/audit.store.ts";
import { type Clock, DAY_MS } from "./clock.ts";
import type { Config } from "./config.ts";
import { CONSENT_LIFE_MS } from "./consent/consent-cookie.ts";
import type { Database } from "./database/connect.ts";
import { TABLES } from "./database/tables.ts";
import { erasePerson } from "./erase-person.ts";
import { createHostSessionStore } from "./host/host-sessions.store.ts";
import { createOutboxStore } from "./host/outbox.store.ts";
import type { Journal } from "./journal.ts";
import { createRetentionService } from "./retention/retention.service.ts";
import { createRetentionStore } from "./retention/retention.store.ts";
import { createActivityTracker } from "./sessions/activity-tracker.ts";
import { createBulkEnds } from "./sessions/bulk-ends.ts";
import { DEVICE_LIFE_MS } from "./sessions/device-cookie.ts";
import { createSessionCache } from "./sessions/session-cache.ts";
import { createSessionEvents } from "./sessions/session-events.ts";
import { createSessionExport } from "./sessions/session-export.service.ts";
import { createSessionListStore } from "./sessions/session-lists.store.ts";
import { createSessionLists } from "./sessions/session-lists.service.ts";
import { newPublicId } from "./sessions/session-token.ts";
import { createSessionService } from "./sessions/sessions.service.ts";
import { createSessionStore } from "./sessions/sessions.store.ts";

export interface ServiceOptions {
  config: Config;
  database: Database;
  clock: Clock;
  journal: Journal;
  hasher: PasswordHasher;
  /** Told of what failed behind the scenes and was survived. */
  onError(error: unknown): void;
}

export type Services = ReturnType<typeof createServices>;

/** The rules over the database, without HTTP: what the server and the operators' commands share. */
export function createServices({ config, database, clock, journal, hasher, onError }: ServiceOptions) {
  const events = createSessionEvents(database.signals, onError);
  const tracker = createActivityTracker(config.session.idleMs);
  const sessionStore = createSessionStore(database);
  const devices = createDeviceStore(database);
  const outbox = createOutboxStore({
    database,
    hasWebhook: config.webhook !== undefined,
    newId: () => newPublicId("msg"),
  });
  const sessions = createSessionService({
    database,
    store: sessionStore,
    // On PostgreSQL another node may write at any moment: no cache there.
    cache: database.dialect === "sqlite" ? createSessionCache() : undefined,
    tracker,
    events,
    journal,
    clock,
    config: config.session,
    keepRevocations: outbox.keepRevocations,
    keepDevice: devices.keep,
  });
  const lists = createSessionLists({
    store: createSessionListStore(database),
    sessions: sessionStore,
    tracker,
    clock,
  });
  const bulkEnds = createBulkEnds({ lists, ends: sessions, clock });
  const exports = createSessionExport({ database, lists, journal, clock });
  const store = createAccountStore(database);
  const accounts = createAccountService({
    database,
    store,
    hasher,
    journal,
    clock,
    newId: () => newPublicId("sub"),
    onChange: () => events.publishUnknown(),
    endSessionsOf: sessions.endAllOf,
    erasePerson: (id) => erasePerson(database, sessionStore, id),
  });
  const people = createPeopleStore(database);
  const signInLimits = createSignInLimits(database);
  const signIns = createSignInService({
    database,
    store,
    devices,
    limits: signInLimits,
    hasher,
    journal,
    clock,
    secret: config.secret,
    newId: () => newPublicId("att"),
  });
  const providerPeople = createProviderPeople({
    database,
    journal,
    clock,
    newId: () => newPublicId("sub"),
    onChange: () => events.publishUnknown(),
  });
  const providerAttempts = createProviderAttempts({
    database,
    store,
    journal,
    clock,
    secret: config.secret,
    newId: () => newPublicId("att"),
  });
  const vouchedPeople = createVouchedPeople({ journal, clock, newId: () => newPublicId("sub") });
  const vouchedAttempts = createVouchedAttempts({
    store,
    journal,
    clock,
    secret: config.secret,
    newId: () => newPublicId("att"),
  });
  const hostSessions = createHostSessionStore(database);
  const attemptReports = createAttemptReports({
    database,
    store,
    journal,
    clock,
    secret: config.secret,
    findSubjectId: async (name) =>
      (await hostSessions.findSubjectId(name)) ?? (await store.findByUsername(name))?.id,
  });
  const audit = createAuditService({ database, store: createAuditStore(database) });
  const retention = createRetentionService({
    database,
    store: createRetentionStore(database),
    journal,
    clock,
    keep: {
      sessions: config.retention.sessionsMs,
      login_attempts: config.retention.loginAttemptsMs,
      devices: DEVICE_LIFE_MS,
      frontend_events: config.retention.frontendEventsMs,
      // They can no longer be brought; a day more, for a clock that jumps back.
      used_tokens: DAY_MS,
      // As long as the session whose end it tells.
      outbox: config.retention.sessionsMs,
      consent_decisions: config.retention.consentMs + CONSENT_LIFE_MS,
      audit_log: config.retention.auditMs,
    },
    chains: [
      {
        kind: "consent_decisions",
        table: TABLES.consentDecisions,
        time: "received_at",
        placeOf: (seq) => placeIn("consent", seq),
      },
      { kind: "audit_log", table: TABLES.auditLog, time: "at", placeOf: (seq) => placeIn("audit", seq) },
    ],
  });
  return {
    accounts,
    people,
    audit,
    retention,
    signIns,
    signInLimits,
    providerPeople,
    providerAttempts,
    attemptReports,
    sessions,
    lists,
    bulkEnds,
    exports,
    tracker,
    events,
    vouchedPeople,
    vouchedAttempts,
    outbox,
    hostSessions,
  };
}
