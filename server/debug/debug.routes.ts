import Router from "@koa/router";
import type { Context, Middleware } from "koa";
import type { DebuggedSession, SessionDebugger } from "./session-debug.ts";

const SESSION_DEBUG_PATH = "/api/session-debug";
const CLEAR_SESSION_PATH = "/api/clear-session";

export interface DebugRoutesOptions {
  debug: SessionDebugger;
  /** Lets superusers through, by their role of this moment; 404 for everybody else. */
  superuserOnly: Middleware;
  getSession(ctx: Context): DebuggedSession;
  /** Resets counters, history and temporary data of the session; the sign-in stays. Audited. */
  clearSession(ctx: Context): Promise<void>;
  statistics: { forget(sessionId: string): void };
}

/** What the debug widget reads and does. */
export function createDebugRoutes(options: DebugRoutesOptions): Router {
  const { debug, superuserOnly, getSession, clearSession, statistics } = options;
  const router = new Router();

  router.get(SESSION_DEBUG_PATH, superuserOnly, (ctx) => {
    ctx.body = debug.describe(getSession(ctx), ctx.get("Cookie"));
  });

  router.post(CLEAR_SESSION_PATH, superuserOnly, async (ctx) => {
    const { id } = getSession(ctx).resource;
    await clearSession(ctx);
    statistics.forget(id);
    ctx.body = { cleared: true };
  });

  return router;
}

/** Whether a path below the base path belongs to the tools that look at a session. */
export function isDebugPath(path: string): boolean {
  return path === SESSION_DEBUG_PATH || path === CLEAR_SESSION_PATH;
}
