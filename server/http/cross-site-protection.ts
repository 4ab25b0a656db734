import type { Context, Middleware } from "koa";
import { requireCsrfToken } from "./csrf.ts";
import { refuseCrossSiteLink, requireAllowedOrigin } from "./origin.ts";

interface CrossSiteProtectionOptions {
  allowedOrigins: ReadonlySet<string>;
  secret: string;
  /** Public id of the request's session, when a cookie brought it. */
  findCookieSessionId(ctx: Context): string | undefined;
  /** Whether the request carries a bearer token, which no other site can send. */
  isBearer(ctx: Context): boolean;
  /** Routes that change nothing although they take POST. */
  isHarmless(path: string): boolean;
  /** Routes that take GET and yet are nothing to be led to by another site. */
  isExport(path: string): boolean;
  /** Routes that are protected by their origin alone. */
  needsNoToken(path: string): boolean;
}

/** Refuses what another site made the browser send. Every new route is protected unless it is named here as not. */
export function crossSiteProtection(options: CrossSiteProtectionOptions): Middleware {
  const { allowedOrigins, secret, findCookieSessionId, isBearer, isHarmless, isExport, needsNoToken } =
    options;
  return function refuseCrossSite(ctx, next) {
    if (ctx.method === "GET" || ctx.method === "HEAD" || ctx.method === "OPTIONS") {
      if (isExport(ctx.path)) refuseCrossSiteLink(ctx, allowedOrigins);
      return next();
    }
    if (isBearer(ctx) || isHarmless(ctx.path)) return next();
    requireAllowedOrigin(ctx, allowedOrigins);
    const sessionId = findCookieSessionId(ctx);
    if (sessionId !== undefined && !needsNoToken(ctx.path)) requireCsrfToken(ctx, sessionId, secret);
    return next();
  };
}
