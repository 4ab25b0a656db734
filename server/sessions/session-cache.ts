import type { Session } from "./session.ts";

/**
 * Sessions by token hash, so that verifying one costs no query. Exact: every write of this process evicts, and
 * writes of other processes clear it. Only for a database that one server process owns (SQLite).
 */
export interface SessionCache {
  find(tokenHash: string): Session | undefined;
  /** Take before reading the row; `keep` refuses what was read before a later write. */
  readonly generation: number;
  keep(session: Session, generation: number): void;
  evict(sessionId: string): void;
  clear(): void;
}

/** Holds at most `capacity` sessions (about 1 KiB each) and drops those that were used longest ago. */
export function createSessionCache(capacity = 20_000): SessionCache {
  const byHash = new Map<string, Session>();
  const hashById = new Map<string, string>();
  let generation = 0;

  function drop(tokenHash: string): void {
    const session = byHash.get(tokenHash);
    if (session === undefined) return;
    byHash.delete(tokenHash);
    hashById.delete(session.id);
  }

  return {
    find(tokenHash) {
      const session = byHash.get(tokenHash);
      if (session !== undefined && byHash.size > capacity / 2) {
        byHash.delete(tokenHash);
        byHash.set(tokenHash, session);
      }
      return session;
    },
    get generation() {
      return generation;
    },
    keep(session, readAt) {
      if (readAt !== generation) return;
      byHash.set(session.tokenHash, session);
      hashById.set(session.id, session.tokenHash);
      const oldest = byHash.size > capacity ? byHash.keys().next().value : undefined;
      if (oldest !== undefined) drop(oldest);
    },
    evict(sessionId) {
      generation++;
      const tokenHash = hashById.get(sessionId);
      if (tokenHash !== undefined) drop(tokenHash);
    },
    clear() {
      generation++;
      byHash.clear();
      hashById.clear();
    },
  };
}
