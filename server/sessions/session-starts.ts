import type { Knex } from "knex";
import type { SessionKind, UserResource } from "../contract/index.ts";
import type { Clock } from "../clock.ts";
import type { SessionConfig } from "../config.ts";
import type { Database } from "../database/connect.ts";
import { Problem } from "../http/problem.ts";
import type { Journal } from "../journal.ts";
import { type ClientHints, describeDevice, USER_AGENT_LENGTH } from "./device.ts";
import type { SessionEnds } from "./session-ends.ts";
import { createdEntry } from "./session-entries.ts";
import type { SessionEvents } from "./session-events.ts";
import type { Session } from "./session.ts";
import { newPublicId } from "./session-token.ts";
import type { SessionStore } from "./sessions.store.ts";

/** Where a session begins. */
export interface SessionOrigin {
  ipAddress: string;
  userAgent: string;
  clientHints: ClientHints | undefined;
}

export interface SessionStart extends SessionOrigin {
  user: UserResource;
  /** What the password was checked against; without one somebody else vouches. */
  passwordHash?: string;
  kind: "signed_in" | "bearer";
  remember: boolean;
  /** The browser, where it has signed in; none for what keeps no cookies. */
  deviceId: string | undefined;
  /** The session that this sign-in replaces, when the browser had one. */
  replaces: Session | undefined;
}

export interface SessionStartsOptions {
  database: Database;
  store: SessionStore;
  ends: SessionEnds;
  events: SessionEvents;
  journal: Journal;
  clock: Clock;
  config: SessionConfig;
  /** Remembers that a person has signed in on a device, inside the transaction that begins the session. */
  keepDevice(trx: Knex.Transaction, device: { id: string; subjectId: string; at: number }): Promise<void>;
}

/** How sessions begin: by an authentication, or by consent to analytics; never by a page load alone (sessions.md, 1). */
export function createSessionStarts(options: SessionStartsOptions) {
  const { database, store, ends, events, journal, clock, config, keepDevice } = options;

  /** Ends what is too much for one more. Counted behind the lock on the person's row, so that no two slip by. */
  async function makeRoom(trx: Knex.Transaction, user: UserResource, limit: number): Promise<Session[]> {
    if (limit === 0) return [];
    const active = await store.listActive(trx, user.id, clock());
    const surplus = active.length - limit + 1;
    if (surplus <= 0) return [];
    if (config.limitPolicy === "refuse") {
      throw new Problem(
        "session_limit",
        "You are signed in on as many devices as allowed. Sign out on one of them.",
      );
    }
    return ends.endInside(trx, active.slice(0, surplus), { reason: "limit_evicted" });
  }

  async function insert(trx: Knex.Transaction, session: Session, { clientHints, deviceId }: Particulars) {
    const hints = clientHints ? JSON.stringify(clientHints) : null;
    await store.insert(trx, { ...session, clientHints: hints, deviceId: deviceId ?? null });
    await journal.record(trx, [createdEntry(session)]);
  }

  return {
    /** Begins a session, within the limit of the person. Throws Problem `session_limit` where the policy refuses. */
    async start(request: SessionStart, tokenHash: string): Promise<Session> {
      const { user, passwordHash, kind, remember, deviceId, replaces } = request;
      const lifeMs = remember ? config.rememberMs : config.absoluteMs;
      const session = newSession(request, { kind, user, tokenHash, now: clock(), lifeMs, config });
      const ended = await database.transaction(async (trx) => {
        // Disabled, deleted or with another password since it was checked: whoever did that has ended, or waits to
        // end, what is here.
        const subject = await store.lockEnabledSubject(trx, user.id, passwordHash);
        if (subject === undefined) {
          throw new Problem("invalid_credentials", "The username or the password is wrong.");
        }
        const replaced = await ends.endInside(trx, replaces ? [replaces] : [], { reason: "replaced" });
        const evicted = await makeRoom(trx, user, subject.maxSessions ?? config.limit);
        if (deviceId) await keepDevice(trx, { id: deviceId, subjectId: user.id, at: session.createdAt });
        await insert(trx, session, request);
        return [...replaced, ...evicted];
      });
      ends.publish(ended);
      events.publish({ type: "started", sessionId: session.id, subjectId: user.id });
      return session;
    },

    /** Begins the session of a visitor who has just allowed analytics, or allowed it before. */
    async startAnonymous(origin: SessionOrigin, tokenHash: string): Promise<Session> {
      const { absoluteMs: lifeMs } = config;
      const kind = "anonymous";
      const session = newSession(origin, { kind, user: null, tokenHash, now: clock(), lifeMs, config });
      await database.transaction((trx) => insert(trx, session, { ...origin, deviceId: undefined }));
      events.publish({ type: "started", sessionId: session.id, subjectId: null });
      return session;
    },
  };
}

type Particulars = Pick<SessionStart, "clientHints" | "deviceId">;

interface Terms {
  kind: SessionKind;
  user: UserResource | null;
  tokenHash: string;
  now: number;
  lifeMs: number;
  config: SessionConfig;
}

function newSession(origin: SessionOrigin, terms: Terms): Session {
  const { kind, user, tokenHash, now, lifeMs, config } = terms;
  const userAgent = origin.userAgent.slice(0, USER_AGENT_LENGTH);
  return {
    id: newPublicId("ses"),
    tokenHash,
    previousTokenHash: null,
    rotatedAt: null,
    kind,
    user,
    data: {},
    createdAt: now,
    authenticatedAt: user && now,
    sudoUntil: user && now + config.reauthMs,
    lastSeenAt: now,
    idleExpiresAt: now + config.idleMs,
    absoluteExpiresAt: now + lifeMs,
    endedAt: null,
    endReason: null,
    endMessage: null,
    endedBy: null,
    ipFirst: origin.ipAddress,
    ipLast: origin.ipAddress,
    userAgent,
    device: describeDevice(userAgent, origin.clientHints),
    location: null,
    requestCount: 0,
    pathHistory: [],
  };
}
