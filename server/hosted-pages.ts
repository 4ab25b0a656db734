import type Router from "@koa/router";
import type { Context } from "koa";
import type { AccountBars } from "./accounts/account-bars.ts";
import type { PeopleLists } from "./accounts/people.lists.ts";
import { createReauthPages } from "./accounts/reauth.pages.ts";
import type { Caller } from "./accounts/sign-in.service.ts";
import type { AuditLists } from "./audit/audit.lists.ts";
import type { Clock } from "./clock.ts";
import type { DecisionPages } from "./consent/decision-pages.ts";
import { createConsolePages } from "./console/console.pages.ts";
import type { FrontendEventLists } from "./frontend-log/frontend-events.lists.ts";
import type { WebhookDeliveries } from "./host/webhook-deliveries.ts";
import type { Confirmation } from "./http/confirmation.ts";
import { csrfTokenFor } from "./http/csrf.ts";
import type { MetricsService } from "./metrics/metrics.service.ts";
import type { Services } from "./services.ts";
import { findEnd, findSession, getSession, requireRecentAuthentication } from "./sessions/guards.ts";
import type { ListedSessions } from "./sessions/listed-sessions.ts";
import type { RequestedEnds } from "./sessions/requested-ends.ts";
import type { SessionAccess } from "./sessions/session-access.ts";
import type { Session } from "./sessions/session.ts";
import { presentSession } from "./sessions/sessions.present.ts";

interface HostedPagesOptions {
  /** The site's own. */
  origin: string;
  basePath: string;
  secret: string;
  clock: Clock;
  services: Pick<Services, "sessions" | "accounts" | "signIns" | "tracker">;
  access: Pick<SessionAccess, "reauthenticate">;
  listed: ListedSessions;
  ends: RequestedEnds;
  people: PeopleLists;
  bars: AccountBars;
  audit: AuditLists;
  events: FrontendEventLists;
  decisions: DecisionPages;
  deliveries: WebhookDeliveries;
  metrics: Pick<MetricsService, "describe">;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
  findConfirmation(session: Session): Promise<Confirmation | undefined>;
  callerOf(ctx: Context): Caller;
  /** Where the host vouches for its visitor; undefined where none does, or does not say. */
  identityUrl: string | undefined;
}

/** Pages of people's own sessions and of the superusers' console, over what the API's routes call. */
export function createHostedPages(options: HostedPagesOptions): Router[] {
  const { origin, basePath, secret, clock, services, access, callerOf } = options;
  const { sessions, accounts, signIns } = services;
  const csrfTokenOf = (ctx: Context) => csrfTokenFor(getSession(ctx).id, secret);
  const loginUrl = (ctx: Context, next: string) =>
    `${basePath}/login?next=${encodeURIComponent(next)}${findEnd(ctx) ? "&ended" : ""}`;
  return [
    createReauthPages({
      signIns,
      origin,
      basePath,
      findUser: (ctx) => findSession(ctx)?.user ?? undefined,
      findAccount: accounts.findById,
      findConfirmation: (ctx) => options.findConfirmation(getSession(ctx)),
      isRecentlyAuthenticated: (ctx) => sessions.isRecentlyAuthenticated(getSession(ctx)),
      reauthenticate: access.reauthenticate,
      csrfTokenOf,
      callerOf,
      loginUrl,
    }),
    createConsolePages({
      basePath,
      loginUrl,
      sources: consoleSources(options),
      findVisitor(ctx) {
        const session = findSession(ctx);
        const user = session?.user;
        if (!session || !user) return undefined;
        return { user, sessionId: session.id, csrfToken: csrfTokenOf(ctx), host: hostOf(session) };
      },
    }),
  ];

  /** Who comes back from where the host asks for the password has another word of it: an alias of nobody asks for that. */
  function hostOf(session: Session): { alias: string; identityUrl: string } | undefined {
    const { identityUrl } = options;
    if (session.hostSid === null || identityUrl === undefined) return undefined;
    return { alias: sessions.isRecentlyAuthenticated(session) ? session.hostSid : "?", identityUrl };
  }

  function consoleSources(sources: HostedPagesOptions) {
    const { listed, ends, people, bars, audit, events, decisions, deliveries } = sources;
    return {
      ownSessions: listed.own,
      sessions: listed.all,
      sessionsOf: listed.ofPerson,
      async findSession(id: string, currentId: string) {
        const session = await sessions.findById(id);
        if (session === undefined) return undefined;
        return presentSession(services.tracker.apply(session), { now: clock(), currentId });
      },
      revokeSession: ends.revokeOwn,
      endSessions: ends.force,
      users: people.users,
      async findUser(usernameOrId: string) {
        const id = await options.findSubjectId(usernameOrId);
        return id === undefined ? undefined : (await people.byIds([id]))[0];
      },
      findUsers: people.byIds,
      disableUser: bars.disable,
      enableUser: bars.enable,
      attempts: people.attempts,
      audit: audit.entries,
      events: events.events,
      eventGroups: events.groups,
      decisions: decisions.decisions,
      consentRates: decisions.rates,
      deliveries,
      metrics: options.metrics.describe,
      requireRecentAuthentication: (ctx: Context) =>
        requireRecentAuthentication(sessions.isRecentlyAuthenticated, getSession(ctx)),
    };
  }
}
