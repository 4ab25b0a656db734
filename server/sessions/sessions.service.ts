import type { Knex } from "knex";
import type { LogoutScope, Page, UserResource } from "../contract/index.ts";
import { SECOND_MS } from "../clock.ts";
import type { SessionConfig } from "../config.ts";
import { inBatches } from "../database/in-batches.ts";
import { Problem } from "../http/problem.ts";
import type { Visit } from "./activity-tracker.ts";
import { type ClientHints, describeDevice, USER_AGENT_LENGTH } from "./device.ts";
import { createSessionEnds, type Ending, type SessionEndsOptions } from "./session-ends.ts";
import { createdEntry } from "./session-entries.ts";
import { endOf, type Session } from "./session.ts";
import type { SessionCache } from "./session-cache.ts";
import { hashToken, newPublicId } from "./session-token.ts";
import type { SessionQuery } from "./sessions.store.ts";

export interface SessionServiceOptions extends SessionEndsOptions {
  /** Only where this process is the only server on the database. */
  cache: SessionCache | undefined;
  config: SessionConfig;
}

/** Whom a token belongs to, decided against the clock at every request. */
export type Authentication = { status: "active" | "ended"; session: Session } | { status: "unknown" };

export interface SessionStart {
  user: UserResource;
  kind: "signed_in" | "bearer";
  remember: boolean;
  ipAddress: string;
  userAgent: string;
  clientHints: ClientHints | undefined;
  /** The session that this sign-in replaces, when the browser had one. */
  replaces: Session | undefined;
}

export type SessionService = ReturnType<typeof createSessionService>;

/** Requests in flight may still carry the token from before a rotation. */
const ROTATION_GRACE_MS = 30 * SECOND_MS;
const SWEEP_BATCH = 500;
const TOTAL_CAP = 10_000;

/** The rules of a session's life (sessions.md). Knows neither HTTP nor SQL. */
export function createSessionService(options: SessionServiceOptions) {
  const { database, store, cache, tracker, events, journal, clock, config } = options;
  const ends = createSessionEnds(options);
  events.onUnknown(() => cache?.clear());
  events.subscribe((event) => cache?.evict(event.sessionId));

  async function findByTokenHash(tokenHash: string): Promise<Session | undefined> {
    const cached = cache?.find(tokenHash);
    if (cached !== undefined) return cached;
    const generation = cache?.generation ?? 0;
    const session = await store.findByTokenHash(tokenHash);
    if (session !== undefined) cache?.keep(session, generation);
    return session;
  }

  /** Decides who a token belongs to. A lapse that nobody recorded yet is recorded now, so that no clock revives it. */
  async function authenticate(token: string): Promise<Authentication> {
    const tokenHash = hashToken(token);
    const stored = await findByTokenHash(tokenHash);
    if (stored === undefined) return { status: "unknown" };
    const session = tracker.apply(stored);
    const end = endOf(session, clock());
    if (end !== undefined) {
      if (session.endedAt === null) await ends.end([session], { reason: end.reason });
      return { status: "ended", session };
    }
    if (tokenHash === session.tokenHash || clock() - (session.rotatedAt ?? 0) <= ROTATION_GRACE_MS) {
      return { status: "active", session };
    }
    await ends.end([session], { reason: "token_reuse" });
    return { status: "ended", session: (await store.findById(session.id)) ?? session };
  }

  /** Begins a session, within the limit of the person. Throws Problem `session_limit` where the policy refuses. */
  async function start(request: SessionStart, tokenHash: string): Promise<Session> {
    const session = newSession(request, tokenHash, clock(), config);
    const ended = await database.transaction(async (trx) => {
      // Disabled or deleted since the password was checked: whoever did it has ended, or waits to end, what is here.
      if (!(await store.lockEnabledSubject(trx, request.user.id))) {
        throw new Problem("invalid_credentials", "The username or the password is wrong.");
      }
      const replaced = await ends.endInside(trx, request.replaces ? [request.replaces] : [], {
        reason: "replaced",
      });
      const evicted = await makeRoom(trx, request.user);
      await store.insert(trx, {
        ...session,
        clientHints: request.clientHints ? JSON.stringify(request.clientHints) : null,
      });
      await journal.record(trx, [createdEntry(session)]);
      return [...replaced, ...evicted];
    });
    ends.publish(ended);
    events.publish({ type: "started", sessionId: session.id, subjectId: request.user.id });
    return session;
  }

  async function makeRoom(trx: Knex.Transaction, user: UserResource): Promise<Session[]> {
    if (config.limit === 0) return [];
    const active = await store.listActiveForUpdate(trx, user.id, clock());
    const surplus = active.length - config.limit + 1;
    if (surplus <= 0) return [];
    if (config.limitPolicy === "refuse") {
      throw new Problem(
        "session_limit",
        "You are signed in on as many devices as allowed. Sign out on one of them.",
      );
    }
    return ends.endInside(trx, active.slice(0, surplus), { reason: "limit_evicted" });
  }

  /** A fresh authentication: another token for the same session. Throws 401 when the session has ended meanwhile. */
  async function rotate(session: Session, tokenHash: string): Promise<Session> {
    const now = clock();
    const sudoUntil = now + config.reauthMs;
    const rotated = await database.transaction(async (trx) => {
      if (!(await store.rotate(trx, session, { tokenHash, now, sudoUntil }))) return false;
      await journal.record(trx, [
        { at: now, action: "REAUTHENTICATED", actor: session.user?.id ?? null, target: session.id },
      ]);
      return true;
    });
    cache?.evict(session.id);
    if (!rotated) throw new Problem("unauthenticated", "Your session has ended.");
    return {
      ...session,
      tokenHash,
      previousTokenHash: session.tokenHash,
      rotatedAt: now,
      authenticatedAt: now,
      sudoUntil,
    };
  }

  return {
    authenticate,
    start,
    rotate,
    end: ends.end,

    /** Ends the person's sessions that `scope` names. Returns what has ended. */
    async logout(session: Session, scope: LogoutScope): Promise<Session[]> {
      const by = session.user ?? undefined;
      const own = scope === "others" ? [] : await ends.end([session], { reason: "manual", by });
      if (scope === "current" || !by) return own;
      const active = await store.list({
        state: "active",
        now: clock(),
        subjectId: by.id,
        limit: SWEEP_BATCH,
      });
      const others = active.filter(({ id }) => id !== session.id);
      return [...own, ...(await ends.end(others, { reason: "revoked_others", by }))];
    },

    /** Ends all sessions of a person, a batch at a time. Returns how many. */
    async endAllOf(subjectId: string, ending: Ending): Promise<number> {
      let ended = 0;
      await inBatches(async () => {
        const batch = await store.listUnendedOf(subjectId, SWEEP_BATCH);
        ended += (await ends.end(batch, ending)).length;
        return batch.length;
      });
      return ended;
    },

    async findById(id: string): Promise<Session | undefined> {
      const session = await store.findById(id);
      return session && tracker.apply(session);
    },

    findByIds: (ids: readonly string[]) => store.findByIds(ids),

    /** One page of a list, with its total, counted no further than 10,000. */
    async list(
      query: Omit<SessionQuery, "now">,
    ): Promise<Omit<Page<Session>, "nextCursor"> & { more: boolean }> {
      const now = clock();
      const rows = await store.list({ ...query, now, limit: query.limit + 1 });
      const total = await store.count({ ...query, now }, TOTAL_CAP + 1);
      return {
        items: rows.slice(0, query.limit).map((session) => tracker.apply(session)),
        more: rows.length > query.limit,
        total: Math.min(total, TOTAL_CAP),
        ...(total > TOTAL_CAP && { totalIsCapped: true as const }),
      };
    },

    /** Counts a request that is activity; the path is kept only with consent to analytics. */
    recordActivity(session: Session, visit: Omit<Visit, "at">): Session {
      return tracker.add(session, { ...visit, at: clock() });
    },

    /** Whether the last authentication is recent enough for what must not be done with a session left open (ASVS 7.5). */
    isRecentlyAuthenticated: (session: Session) => (session.sudoUntil ?? 0) > clock(),

    async replaceData(session: Session, data: Record<string, unknown>): Promise<void> {
      await store.replaceData(session.id, data);
      cache?.evict(session.id);
    },

    /** Resets counters, history and temporary data; the sign-in stays. */
    async clear(session: Session): Promise<void> {
      tracker.forget(session.id);
      await database.transaction(async (trx) => {
        await store.clear(trx, session.id);
        const actor = session.user?.id ?? null;
        await journal.record(trx, [
          { at: clock(), action: "SESSION_DATA_CLEARED", actor, target: session.id },
        ]);
      });
      cache?.evict(session.id);
    },

    /** Writes the gathered activity in one transaction. */
    async flushActivity(): Promise<void> {
      const batch = tracker.take();
      if (batch.size === 0) return;
      try {
        await database.transaction(async (trx) => {
          for (const [id, activity] of batch) await store.addActivity(trx, id, activity);
        });
      } catch (error) {
        tracker.restore(batch);
        throw error;
      }
      for (const id of batch.keys()) cache?.evict(id);
    },

    /** Records the ends of sessions whose deadline has passed, a batch at a time. Returns how many. */
    async sweep(): Promise<number> {
      const lapsed = (await store.listLapsed(clock(), SWEEP_BATCH)).map((session) => tracker.apply(session));
      const due = lapsed.filter((session) => endOf(session, clock()) !== undefined);
      return due.length === 0 ? 0 : (await ends.end(due, { reason: "expired_idle" })).length;
    },
  };
}

function newSession(request: SessionStart, tokenHash: string, now: number, config: SessionConfig): Session {
  const userAgent = request.userAgent.slice(0, USER_AGENT_LENGTH);
  return {
    id: newPublicId("ses"),
    tokenHash,
    previousTokenHash: null,
    rotatedAt: null,
    kind: request.kind,
    user: request.user,
    data: {},
    createdAt: now,
    authenticatedAt: now,
    sudoUntil: now + config.reauthMs,
    lastSeenAt: now,
    idleExpiresAt: now + config.idleMs,
    absoluteExpiresAt: now + (request.remember ? config.rememberMs : config.absoluteMs),
    endedAt: null,
    endReason: null,
    endMessage: null,
    endedBy: null,
    ipFirst: request.ipAddress,
    ipLast: request.ipAddress,
    userAgent,
    device: describeDevice(userAgent, request.clientHints),
    location: null,
    requestCount: 0,
    pathHistory: [],
  };
}
