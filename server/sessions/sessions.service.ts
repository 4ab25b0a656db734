import type { LogoutScope } from "../contract/index.ts";
import { SECOND_MS } from "../clock.ts";
import { inBatches } from "../database/in-batches.ts";
import { Problem } from "../http/problem.ts";
import type { Visit } from "./activity-tracker.ts";
import { addActivities } from "./activity.store.ts";
import { createSessionEnds, type Ending, type SessionEndsOptions } from "./session-ends.ts";
import { endOf, type Session } from "./session.ts";
import { sessionEnded } from "./session-ended.ts";
import type { SessionCache } from "./session-cache.ts";
import { createSessionStarts, type SessionStartsOptions } from "./session-starts.ts";
import { hashToken } from "./session-token.ts";

export interface SessionServiceOptions extends SessionEndsOptions, Omit<SessionStartsOptions, "ends"> {
  /** Only where this process is the only server on the database. */
  cache: SessionCache | undefined;
}

/** Whom a token belongs to, decided against the clock at every request. */
export type Authentication = { status: "active" | "ended"; session: Session } | { status: "unknown" };

export type SessionService = ReturnType<typeof createSessionService>;

type SessionData = Record<string, unknown>;

/** Requests in flight may still carry the token from before a rotation. */
const ROTATION_GRACE_MS = 30 * SECOND_MS;
/** Longer than activity is gathered before it is written. */
const WRITE_AT_ONCE_MS = 10 * SECOND_MS;
/** Sessions that one transaction ends: about 12 ms of SQLite's write lock. */
const END_BATCH = 25;

/** The rules of a session's life (sessions.md). Knows neither HTTP nor SQL. */
export function createSessionService(options: SessionServiceOptions) {
  const { database, store, cache, tracker, events, journal, clock, config } = options;
  const ends = createSessionEnds(options);
  const starts = createSessionStarts({ ...options, ends });
  let flushed = Promise.resolve();
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
    if (endOf(session, clock()) !== undefined) return settleEnd(session);
    if (tokenHash === session.tokenHash || clock() - (session.rotatedAt ?? 0) <= ROTATION_GRACE_MS) {
      return { status: "active", session };
    }
    await ends.end([session], { reason: "token_reuse" });
    return { status: "ended", session: (await store.findById(session.id)) ?? session };
  }

  /** A lapse is recorded, unless another node has moved the deadline or ended the session otherwise. */
  async function settleEnd(session: Session): Promise<Authentication> {
    if (session.endedAt !== null) return { status: "ended", session };
    await ends.end([session], { reason: "expired_idle" });
    cache?.evict(session.id);
    const recorded = (await store.findById(session.id)) ?? session;
    return { status: endOf(recorded, clock()) === undefined ? "active" : "ended", session: recorded };
  }

  /**
   * A fresh authentication, now or when a host says (epoch ms): another token for the same session. Throws 401 when the
   * session has ended meanwhile, and Problem `conflict` when another request has renewed it at this moment.
   */
  async function rotate(session: Session, tokenHash: string, authenticatedAt = clock()): Promise<Session> {
    const now = clock();
    const sudoUntil = authenticatedAt + config.reauthMs;
    const rotation = { tokenHash, now, authenticatedAt, sudoUntil };
    const rotated = await database.transaction(async (trx) => {
      if (!(await store.rotate(trx, session, rotation))) return false;
      await journal.record(trx, [
        { at: now, action: "REAUTHENTICATED", actor: session.user?.id ?? null, target: session.id },
      ]);
      return true;
    });
    cache?.evict(session.id);
    if (!rotated) throw await refusalOf(session);
    return {
      ...session,
      tokenHash,
      previousTokenHash: session.tokenHash,
      rotatedAt: now,
      authenticatedAt,
      sudoUntil,
    };
  }

  async function refusalOf(session: Session): Promise<Problem> {
    const present = (await store.findById(session.id)) ?? session;
    if (endOf(present, clock()) !== undefined) return sessionEnded(present);
    return new Problem("conflict", "Another page has renewed the session at this moment. Try again.");
  }

  /** Writes the gathered activity in one transaction, after any that is under way. */
  function flushActivity(): Promise<void> {
    flushed = flushed.then(writeActivity, writeActivity);
    return flushed;
  }

  async function writeActivity(): Promise<void> {
    const batch = tracker.take();
    if (batch.size === 0) return;
    try {
      await database.transaction((trx) => addActivities(trx, batch));
    } catch (error) {
      tracker.restore(batch);
      throw error;
    }
    for (const id of batch.keys()) cache?.evict(id);
    tracker.written();
  }

  /** A batch at a time; what starts meanwhile ends too. Also records lapses that nobody has recorded yet. */
  async function endOpenOf(subjectId: string, ending: Ending, exceptId?: string): Promise<Session[]> {
    const ended: Session[] = [];
    await inBatches(async () => {
      const batch = await store.listUnendedOf(subjectId, { limit: END_BATCH, exceptId });
      ended.push(...(await ends.end(batch, ending)));
      return batch.length;
    });
    return ended;
  }

  /** All of a person's, and none comes back by what a host says of a sign-in before now. */
  async function endAllOf(subjectId: string, ending: Ending, exceptId?: string): Promise<Session[]> {
    await store.barEarlierSignIns(subjectId, clock());
    return endOpenOf(subjectId, ending, exceptId);
  }

  async function endLapsed(): Promise<number> {
    const lapsed = (await store.listLapsed(clock(), END_BATCH)).map((session) => tracker.apply(session));
    const due = lapsed.filter((session) => endOf(session, clock()) !== undefined);
    return (await ends.end(due, { reason: "expired_idle" })).length;
  }

  return {
    authenticate,
    ...starts,
    rotate,
    end: ends.end,

    /** Ends the person's sessions that `scope` names. Returns what has ended. */
    async logout(session: Session, scope: LogoutScope): Promise<Session[]> {
      const by = session.user ?? undefined;
      const own = scope === "others" ? [] : await ends.end([session], { reason: "manual", by });
      if (scope === "current" || !by) return own;
      const endOthers = scope === "all" ? endAllOf : endOpenOf;
      const others = await endOthers(by.id, { reason: "revoked_others", by }, session.id);
      return [...own, ...others.filter(({ endReason }) => endReason === "revoked_others")];
    },

    /** From now on no host can vouch for the person by an earlier sign-in: all that it has here was taken away. */
    barEarlierSignIns: (subjectId: string) => store.barEarlierSignIns(subjectId, clock()),

    /** Ends all sessions of a person, a batch at a time. Returns how many. */
    endAllOf: async (subjectId: string, ending: Ending): Promise<number> =>
      (await endAllOf(subjectId, ending)).length,

    async findById(id: string): Promise<Session | undefined> {
      const session = await store.findById(id);
      return session && tracker.apply(session);
    },

    findByIds: (ids: readonly string[]) => store.findByIds(ids),

    /**
     * Counts a request that is activity. Throws 401 when the session's deadline has passed since it was looked at.
     * Close to a deadline it is written at once, so that no other node takes the session for expired.
     */
    async recordActivity(session: Session, visit: Omit<Visit, "at">): Promise<Session> {
      const at = clock();
      if (endOf(tracker.apply(session), at) !== undefined) throw sessionEnded(session);
      const active = tracker.add(session, { ...visit, at });
      if (session.idleExpiresAt - at < WRITE_AT_ONCE_MS) await flushActivity();
      return active;
    },

    /** Remembers that a page was viewed; only with consent to analytics. */
    keepPath: (session: Session, path: string): Session =>
      tracker.addPath(session, { path, at: new Date(clock()).toISOString() }),

    /** Forgets which pages were viewed: consent to analytics is gone. At once, where the request knows of any. */
    async forgetPaths(session: Session): Promise<void> {
      tracker.clearPaths(session);
      if (session.pathHistory.length > 0) await flushActivity();
    },

    /** Whether the last authentication is recent enough for what must not be done with a session left open (ASVS 7.5). */
    isRecentlyAuthenticated: (session: Session) => (session.sudoUntil ?? 0) > clock(),

    /**
     * Gives the session the data that `change` makes of what is stored; returns it. Of two changes at once the second
     * sees the first. Throws 401 when the session has ended meanwhile, and what `change` throws.
     */
    async changeData(session: Session, change: (data: SessionData) => SessionData): Promise<SessionData> {
      const data = await database.transaction(async (trx) => {
        const stored = await store.lockData(trx, session.id);
        if (stored === undefined) return undefined;
        const changed = change(stored);
        await store.replaceData(trx, session.id, changed);
        return changed;
      });
      cache?.evict(session.id);
      if (data === undefined) throw sessionEnded((await store.findById(session.id)) ?? session);
      return data;
    },

    /** Resets counters, history and temporary data; the sign-in stays. */
    async clear(session: Session): Promise<void> {
      // What a write under way has taken would come back behind it.
      await flushActivity();
      await database.transaction(async (trx) => {
        if (!(await store.clear(trx, session.id))) throw sessionEnded(session);
        const actor = session.user?.id ?? null;
        await journal.record(trx, [
          { at: clock(), action: "SESSION_DATA_CLEARED", actor, target: session.id },
        ]);
      });
      cache?.evict(session.id);
    },

    flushActivity,

    /** Records the ends of all sessions whose deadline has passed, a batch at a time. Returns how many. */
    async sweep(): Promise<number> {
      // Sessions that are still in use must not fill the batches.
      await flushActivity();
      return inBatches(endLapsed);
    },
  };
}
