import type { Knex } from "knex";
import type { SessionKind, UserResource } from "../contract/index.ts";
import { type Clock, SECOND_MS } from "../clock.ts";
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
  /** The host that vouches. */
  host?: Vouching;
  /** When a provider says that the person last proved who they are, epoch ms; now without it. */
  authenticatedAt?: number;
  kind: "signed_in" | "bearer";
  remember: boolean;
  /** The browser, where it has signed in; none for what keeps no cookies. */
  deviceId: string | undefined;
  /** The session that this sign-in replaces, when the browser had one. */
  replaces: Session | undefined;
  /** Keeps that somebody has signed in, together with the session or not at all. `at` is when it begins, epoch ms. */
  keepSignIn?(trx: Knex.Transaction, at: number): Promise<void>;
}

/** What a host says of the session that the person has there. */
export interface Vouching {
  /** Its alias, never its key. */
  sid: string;
  /** When the person signed in to it, epoch ms. */
  authenticatedAt: number;
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

  /**
   * Asked once the sessions that the new one replaces have ended: whoever ends one of them at this moment has either
   * been first, which is seen here, or finds it replaced.
   */
  async function requireStillVouched(
    trx: Knex.Transaction,
    host: Vouching,
    notBefore: number | null,
  ): Promise<void> {
    if ((await findBar(host, notBefore, trx)) === undefined) return;
    throw new Problem("invalid_credentials", "That session was ended. Sign in to the site again.");
  }

  /** Why a host's word no longer counts: what was taken away must not come back with its next page. */
  async function findBar(
    { sid, authenticatedAt }: Vouching,
    notBefore: number | null,
    trx?: Knex.Transaction,
  ): Promise<"outdated" | "revoked" | undefined> {
    if (isBefore(authenticatedAt, notBefore)) return "outdated";
    return (await store.isRevokedByHostSid(sid, trx)) ? "revoked" : undefined;
  }

  async function insert(trx: Knex.Transaction, session: Session, { clientHints, deviceId }: Particulars) {
    const hints = clientHints ? JSON.stringify(clientHints) : null;
    await store.insert(trx, { ...session, clientHints: hints, deviceId: deviceId ?? null });
    await journal.record(trx, [createdEntry(session)]);
  }

  return {
    findBar,

    /**
     * Begins a session, within the limit of the person. A host's own session has one here at a time. Throws Problem
     * `session_limit` where the policy refuses, `invalid_credentials` for whom may not sign in (any more).
     */
    async start(request: SessionStart, tokenHash: string): Promise<Session> {
      const { user, passwordHash, host, authenticatedAt, kind, remember, deviceId, replaces } = request;
      const lifeMs = remember ? config.rememberMs : config.absoluteMs;
      const terms = { kind, user, host, authenticatedAt, tokenHash, now: clock(), lifeMs, config };
      const session = newSession(request, terms);
      const ended = await database.transaction(async (trx) => {
        // Disabled, deleted or with another password since it was checked: whoever did that has ended, or waits to
        // end, what is here.
        const subject = await store.lockEnabledSubject(trx, user.id, passwordHash);
        if (subject === undefined) {
          throw new Problem("invalid_credentials", "The username or the password is wrong.");
        }
        const former = host ? await store.listUnendedOfHost(trx, host.sid) : [];
        const replaceable = unique(replaces ? [replaces, ...former] : former);
        const replaced = await ends.endInside(trx, replaceable, { reason: "replaced" });
        if (host) await requireStillVouched(trx, host, subject.notBefore);
        const evicted = await makeRoom(trx, user, subject.maxSessions ?? config.limit);
        if (deviceId) await keepDevice(trx, { id: deviceId, subjectId: user.id, at: session.createdAt });
        await request.keepSignIn?.(trx, session.createdAt);
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
      const terms = { kind, user: null, host: undefined, tokenHash, now: clock(), lifeMs, config } as const;
      const session = newSession(origin, terms);
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
  host: Vouching | undefined;
  authenticatedAt?: number | undefined;
  tokenHash: string;
  now: number;
  lifeMs: number;
  config: SessionConfig;
}

function newSession(origin: SessionOrigin, terms: Terms): Session {
  const { kind, user, host, tokenHash, now, lifeMs, config } = terms;
  const authenticatedAt = user && (host?.authenticatedAt ?? terms.authenticatedAt ?? now);
  const userAgent = origin.userAgent.slice(0, USER_AGENT_LENGTH);
  return {
    id: newPublicId("ses"),
    tokenHash,
    previousTokenHash: null,
    rotatedAt: null,
    kind,
    user,
    hostSid: host?.sid ?? null,
    data: {},
    createdAt: now,
    authenticatedAt,
    sudoUntil: authenticatedAt === null ? null : authenticatedAt + config.reauthMs,
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

/** Hosts say it in whole seconds: the second in which the bar was set still counts. */
function isBefore(authenticatedAt: number, notBefore: number | null): boolean {
  return notBefore !== null && Math.floor(authenticatedAt / SECOND_MS) < Math.floor(notBefore / SECOND_MS);
}

function unique(sessions: readonly Session[]): Session[] {
  return [...new Map(sessions.map((session) => [session.id, session])).values()];
}
