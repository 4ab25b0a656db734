import type { Context } from "koa";
import { FRONTEND_LOG_PATH } from "./frontend-log/frontend-log.routes.ts";
import { findSession } from "./sessions/guards.ts";

export const VERIFY_PATH = "/api/auth/verify";

/**
 * Without a session there is no token yet, and reports and consent come from visitors (http-api.md, Cross-site
 * protection). All paths here are below the base path.
 */
export function isProtectedByOriginAlone(path: string): boolean {
  return (
    /^\/(login|logout|consent|consent\/receipt)$/.test(path) ||
    /^\/api\/(auth\/(login|token|handover)|frontend-log)$/.test(path) ||
    path.startsWith("/api/consent/decisions/")
  );
}

/** Files of what may be many rows, in every spelling that the routers take. */
export function isExport(path: string): boolean {
  return /\/api\/admin\/[\w-]+\.(csv|ndjson)\/?$/i.test(path);
}

/** The page view of who is not signed in comes as a beacon, which carries no token: its origin must do. */
export function isVisitorsBeacon(ctx: Context, path: string): boolean {
  return path === "/api/session/page-view" && findSession(ctx)?.kind === "anonymous";
}

/** What a page or a client asks or reports by itself keeps nobody's session alive. */
export function isPassive(path: string): boolean {
  return path === VERIFY_PATH || path === FRONTEND_LOG_PATH;
}
