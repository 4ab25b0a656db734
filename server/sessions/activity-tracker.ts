import type { PathVisit } from "../contract/index.ts";
import type { Session } from "./session.ts";

/** Activity of one session since it was last written. */
export interface Activity {
  lastSeenAt: number;
  idleExpiresAt: number;
  ipAddress: string;
  requests: number;
  /** The whole new history, when a path was added. */
  pathHistory?: PathVisit[];
}

export interface Visit {
  at: number;
  ipAddress: string;
  /** Only with consent to analytics. */
  path?: string;
}

export const PATH_HISTORY_LENGTH = 10;

/**
 * Gathers activity in memory, to be written in batches: a write for every request would cost more than the
 * request. What is gathered already counts for this process (`apply`); a crash loses it.
 */
export interface ActivityTracker {
  /** The session with its gathered activity, from the session as it is stored. */
  apply(stored: Session): Session;
  /** Adds a visit to a session that `apply` gave; returns it as it is now. */
  add(session: Session, visit: Visit): Session;
  /** Takes everything gathered so far. */
  take(): Map<string, Activity>;
  /** Puts back what could not be written, under what came since. */
  restore(batch: Map<string, Activity>): void;
  forget(sessionId: string): void;
}

/** `idleMs` is the time that an activity buys. */
export function createActivityTracker(idleMs: number): ActivityTracker {
  let pending = new Map<string, Activity>();

  function apply(session: Session): Session {
    const activity = pending.get(session.id);
    if (activity === undefined) return session;
    return {
      ...session,
      lastSeenAt: Math.max(session.lastSeenAt, activity.lastSeenAt),
      idleExpiresAt: Math.max(session.idleExpiresAt, activity.idleExpiresAt),
      ipLast: activity.ipAddress,
      requestCount: session.requestCount + activity.requests,
      pathHistory: activity.pathHistory ?? session.pathHistory,
    };
  }

  return {
    apply,
    add(session, { at, ipAddress, path }) {
      const before = pending.get(session.id);
      const earlier = before?.pathHistory ?? session.pathHistory;
      const pathHistory =
        path === undefined
          ? before?.pathHistory
          : [visitTo(path, at), ...earlier].slice(0, PATH_HISTORY_LENGTH);
      const activity: Activity = {
        lastSeenAt: Math.max(session.lastSeenAt, at),
        idleExpiresAt: Math.max(session.idleExpiresAt, at + idleMs),
        ipAddress,
        requests: (before?.requests ?? 0) + 1,
        ...(pathHistory && { pathHistory }),
      };
      pending.set(session.id, activity);
      const { lastSeenAt, idleExpiresAt } = activity;
      return {
        ...session,
        lastSeenAt,
        idleExpiresAt,
        pathHistory: pathHistory ?? session.pathHistory,
        ipLast: ipAddress,
        requestCount: session.requestCount + 1,
      };
    },
    take() {
      const batch = pending;
      pending = new Map();
      return batch;
    },
    restore(batch) {
      for (const [id, older] of batch) {
        const newer = pending.get(id);
        pending.set(id, newer ? { ...older, ...newer, requests: older.requests + newer.requests } : older);
      }
    },
    forget: (sessionId) => void pending.delete(sessionId),
  };
}

function visitTo(path: string, at: number): PathVisit {
  return { path, at: new Date(at).toISOString() };
}
