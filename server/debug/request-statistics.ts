import type { Context, Middleware, Next } from "koa";
import type { Clock } from "../clock.ts";
import type { RequestStatistics } from "../contract/index.ts";

/** What is known of a session's requests in this process. */
export type Statistics = Omit<RequestStatistics, "requestCount">;

export interface RequestStatisticsRecorder {
  /** Measures what is below it; belongs above the mapping of errors, to see the answers that clients see. */
  middleware: Middleware;
  find(sessionId: string): Statistics;
  forget(sessionId: string): void;
}

interface Counts {
  byStatusClass: Record<string, number>;
  requests: number;
  totalMs: number;
  slowest: Statistics["slowest"];
  lastError: Statistics["lastError"];
}

interface RecorderOptions {
  clock: Clock;
  /** Public id of the request's session. */
  findSessionId(ctx: Context): string | undefined;
  /** Requests of the tools that show the statistics, which would count themselves. */
  isExcluded(path: string): boolean;
  /** Sessions remembered; the one that was longest silent is forgotten first. A few hundred bytes each. */
  capacity?: number;
}

const PATH_LENGTH = 200;

/** Counts requests by session, in memory: no write is worth it. */
export function createRequestStatistics(options: RecorderOptions): RequestStatisticsRecorder {
  const { clock, findSessionId, isExcluded, capacity = 1_000 } = options;
  const bySession = new Map<string, Counts>();

  function touch(sessionId: string): Counts {
    const counts = bySession.get(sessionId) ?? newCounts();
    bySession.delete(sessionId);
    bySession.set(sessionId, counts);
    const [oldest] = bySession.keys();
    if (bySession.size > capacity && oldest !== undefined) bySession.delete(oldest);
    return counts;
  }

  return {
    async middleware(ctx: Context, next: Next) {
      const start = performance.now();
      try {
        await next();
      } finally {
        const sessionId = isExcluded(ctx.path) ? undefined : findSessionId(ctx);
        if (sessionId !== undefined) {
          const path = ctx.path.slice(0, PATH_LENGTH);
          add(touch(sessionId), { path, status: ctx.status, ms: performance.now() - start, at: clock() });
        }
      }
    },
    find: (sessionId) => present(bySession.get(sessionId) ?? newCounts()),
    forget: (sessionId) => void bySession.delete(sessionId),
  };
}

interface Measured {
  path: string;
  status: number;
  ms: number;
  at: number;
}

function add(counts: Counts, { path, status, ms, at }: Measured): void {
  const statusClass = `${Math.floor(status / 100)}xx`;
  counts.byStatusClass[statusClass] = (counts.byStatusClass[statusClass] ?? 0) + 1;
  counts.requests += 1;
  counts.totalMs += ms;
  if (counts.slowest === null || ms > counts.slowest.ms) counts.slowest = { path, ms: rounded(ms) };
  if (status >= 400) counts.lastError = { path, status, at: new Date(at).toISOString() };
}

function present({ byStatusClass, requests, totalMs, slowest, lastError }: Counts): Statistics {
  const meanMs = requests === 0 ? null : rounded(totalMs / requests);
  return { byStatusClass: { ...byStatusClass }, meanMs, slowest, lastError };
}

function newCounts(): Counts {
  return { byStatusClass: {}, requests: 0, totalMs: 0, slowest: null, lastError: null };
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
