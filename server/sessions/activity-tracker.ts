import type { PathVisit } from "../contract/index.ts";
import type { Session } from "./session.ts";

/** Activity of one session since it was last written. */
export interface Activity {
  lastSeenAt: number;
  idleExpiresAt: number;
  ipAddress: string;
  requests: number;
  /** The paths viewed, newest first: what was viewed before them may be known to another request or node only. */
  paths?: readonly PathVisit[];
  /** Whether all paths before these are to be forgotten. */
  forgetsPaths?: true;
}

export interface Visit {
  at: number;
  ipAddress: string;
}

export const PATH_HISTORY_LENGTH = 10;

/** The history once this has been added to what there is. */
export function addPaths(
  { paths = [], forgetsPaths }: Pick<Activity, "paths" | "forgetsPaths">,
  earlier: readonly PathVisit[],
): readonly PathVisit[] {
  return [...paths, ...(forgetsPaths ? [] : earlier)].slice(0, PATH_HISTORY_LENGTH);
}

/**
 * Gathers activity in memory, to be written in batches: a write for every request would cost more than the
 * request. What is gathered already counts for this process (`apply`); a crash loses it.
 */
export interface ActivityTracker {
  /** The session with its gathered activity, from the session as it is stored. */
  apply(stored: Session): Session;
  /** Adds a visit to a session that `apply` gave; returns it as it is now. */
  add(session: Session, visit: Visit): Session;
  /** Puts a path before the history of such a session; returns it as it is now. */
  addPath(session: Session, visit: PathVisit): Session;
  /** Empties the history of such a session. */
  clearPaths(session: Session): void;
  /** What is gathered of a session and not written yet. */
  find(sessionId: string): Activity | undefined;
  /**
   * Takes everything gathered so far, to be written; it counts on until `written` or `restore` is called, which
   * must come before the next `take`.
   */
  take(): Map<string, Activity>;
  /** What was taken stands in the database. */
  written(): void;
  /** Puts back what could not be written, under what came since. */
  restore(batch: Map<string, Activity>): void;
  forget(sessionId: string): void;
}

/** `idleMs` is the time that an activity buys. */
export function createActivityTracker(idleMs: number): ActivityTracker {
  let pending = new Map<string, Activity>();
  let taken = new Map<string, Activity>();

  function apply(stored: Session): Session {
    if (pending.size === 0 && taken.size === 0) return stored;
    return [taken.get(stored.id), pending.get(stored.id)].reduce(applyActivity, stored);
  }

  function applyActivity(session: Session, activity: Activity | undefined): Session {
    if (activity === undefined) return session;
    return {
      ...session,
      lastSeenAt: Math.max(session.lastSeenAt, activity.lastSeenAt),
      idleExpiresAt: Math.max(session.idleExpiresAt, activity.idleExpiresAt),
      ipLast: activity.ipAddress,
      requestCount: session.requestCount + activity.requests,
      pathHistory: addPaths(activity, session.pathHistory),
    };
  }

  function gathered({ id, lastSeenAt, idleExpiresAt, ipLast }: Session): Activity {
    return pending.get(id) ?? { lastSeenAt, idleExpiresAt, ipAddress: ipLast, requests: 0 };
  }

  return {
    apply,
    add(session, { at, ipAddress }) {
      const before = pending.get(session.id);
      const activity: Activity = {
        ...before,
        lastSeenAt: Math.max(session.lastSeenAt, at),
        idleExpiresAt: Math.max(session.idleExpiresAt, at + idleMs),
        ipAddress,
        requests: (before?.requests ?? 0) + 1,
      };
      pending.set(session.id, activity);
      const { lastSeenAt, idleExpiresAt } = activity;
      return {
        ...session,
        lastSeenAt,
        idleExpiresAt,
        ipLast: ipAddress,
        requestCount: session.requestCount + 1,
      };
    },
    addPath(session, visit) {
      const before = gathered(session);
      const paths = addPaths({ paths: [visit] }, before.paths ?? []);
      pending.set(session.id, { ...before, paths });
      return { ...session, pathHistory: addPaths({ paths: [visit] }, session.pathHistory) };
    },
    clearPaths: (session) =>
      void pending.set(session.id, { ...gathered(session), paths: [], forgetsPaths: true }),
    find: (sessionId) => pending.get(sessionId),
    take() {
      taken = pending;
      pending = new Map();
      return taken;
    },
    written() {
      taken = new Map();
    },
    restore(batch) {
      taken = new Map();
      for (const [id, older] of batch) {
        const newer = pending.get(id);
        pending.set(id, newer ? join(older, newer) : older);
      }
    },
    forget: (sessionId) => void pending.delete(sessionId),
  };
}

function join(older: Activity, newer: Activity): Activity {
  const requests = older.requests + newer.requests;
  return { ...older, ...newer, requests, paths: addPaths(newer, older.paths ?? []) };
}
