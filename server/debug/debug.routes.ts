import Router from "@koa/router";
import type { Context, Middleware } from "koa";
import { getBody } from "../http/body.ts";
import { validate } from "../http/validate.ts";
import { revealRequest } from "./debug.schema.ts";
import type { DebuggedSession, SessionDebugger } from "./session-debug.ts";

const SESSION_DEBUG_PATH = "/api/session-debug";
const REVEAL_PATH = "/api/session-debug/reveal";
const CLEAR_SESSION_PATH = "/api/clear-session";
/** What the debug widget asks for, here and elsewhere: it would see itself. */
const OWN_PATHS = new Set([
  SESSION_DEBUG_PATH,
  REVEAL_PATH,
  CLEAR_SESSION_PATH,
  "/api/admin/frontend-events",
  "/api/admin/frontend-event-groups",
  "/api/consent/policy",
]);

export interface DebugRoutesOptions {
  debug: SessionDebugger;
  /** Lets superusers through, by their role of this moment; 404 for everybody else. */
  superuserOnly: Middleware;
  getSession(ctx: Context): DebuggedSession;
  /** Resets counters, history and temporary data of the session; the sign-in stays. Audited. */
  clearSession(ctx: Context): Promise<void>;
  /** Throws 403 `reauth_required` when the last authentication is too old. */
  requireRecentAuthentication(ctx: Context): void;
  /** Keeps in the audit log that the caller has seen a cookie's value. */
  recordReveal(userId: string, sessionId: string, cookie: string): Promise<void>;
  statistics: { forget(sessionId: string): void };
}

/** What the debug widget reads and does. */
export function createDebugRoutes(options: DebugRoutesOptions): Router {
  const { debug, superuserOnly, getSession, clearSession, statistics } = options;
  const router = new Router();

  router.get(SESSION_DEBUG_PATH, superuserOnly, (ctx) => {
    ctx.body = debug.describe(getSession(ctx), ctx.get("Cookie"));
  });

  router.post(REVEAL_PATH, superuserOnly, async (ctx) => {
    const { cookie } = validate(revealRequest, getBody(ctx));
    debug.requireRevealable(cookie);
    options.requireRecentAuthentication(ctx);
    const answer = debug.getCookie(cookie, ctx.get("Cookie"));
    // First the record, then the value: no failure may leave it unseen.
    const { user, resource } = getSession(ctx);
    await options.recordReveal(user.id, resource.id, cookie);
    ctx.body = answer;
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
  return OWN_PATHS.has(path);
}
