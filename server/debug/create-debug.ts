import type Router from "@koa/router";
import type { Context, Middleware } from "koa";
import { CSRF_COOKIE, DEVICE_COOKIE } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import type { Journal } from "../journal.ts";
import { createDebugRoutes, type DebugRoutesOptions, isDebugPath } from "./debug.routes.ts";
import { looksLikeSession } from "./received-cookies.ts";
import { createRequestStatistics } from "./request-statistics.ts";
import { createRevealRecord } from "./reveal-record.ts";
import { createSessionDebugger, type SessionDebugOptions } from "./session-debug.ts";

interface DebugOptions
  extends
    Pick<SessionDebugOptions, "findConsent" | "lookUpCookie" | "redact" | "clock">,
    Pick<
      DebugRoutesOptions,
      "superuserOnly" | "getSession" | "clearSession" | "requireRecentAuthentication"
    > {
  database: Database;
  journal: Journal;
  basePath: string;
  /** The name of our session cookie. */
  sessionCookie: string;
  version: string;
  findSessionId(ctx: Context): string | undefined;
}

/** What the debug widget reads and does, and the counting of requests that it shows. */
export function createDebug(options: DebugOptions): { routes: Router[]; countRequest: Middleware } {
  const { database, journal, clock, basePath, sessionCookie, version, findSessionId } = options;
  const statistics = createRequestStatistics({
    clock,
    findSessionId,
    isExcluded: (path) => isDebugPath(path.slice(basePath.length)),
  });
  const debug = createSessionDebugger({
    ...options,
    statistics,
    isSecretCookie: (name) =>
      [sessionCookie, CSRF_COOKIE, DEVICE_COOKIE].includes(name) || looksLikeSession(name),
    server: { version, startedAt: clock(), database: database.dialect },
  });
  const recordReveal = createRevealRecord({ database, journal, clock });
  return {
    routes: [createDebugRoutes({ ...options, debug, statistics, recordReveal })],
    countRequest: statistics.middleware,
  };
}
