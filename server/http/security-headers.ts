import type { Context, Middleware, Next } from "koa";

const COMMON = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
} as const;

/** For answers that are data: nothing in them may run, and nobody else may read or keep them. */
const API = {
  ...COMMON,
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
} as const;

/** For our own pages. `form-action` is absent: a login may be redirected to another page of the host. */
const PAGE = {
  ...COMMON,
  "Cache-Control": "no-store",
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
} as const;

/**
 * Headers of every answer. Static widgets are embedded by other origins, so unlike Helmet's defaults they get
 * no `Cross-Origin-Resource-Policy: same-origin`; HSTS binds the whole host and is off unless set.
 */
export function securityHeaders({ hstsSeconds }: { hstsSeconds: number }): Middleware {
  const base = hstsSeconds > 0 ? { ...API, "Strict-Transport-Security": `max-age=${hstsSeconds}` } : API;
  return function setSecurityHeaders(ctx: Context, next: Next) {
    ctx.set(base);
    return next();
  };
}

/** Replaces the headers of data by those of a page. */
export function setPageHeaders(ctx: Context): void {
  ctx.set(PAGE);
}

/** Replaces them by those of a public, embeddable file. */
export const STATIC_HEADERS: Readonly<Record<string, string>> = {
  ...COMMON,
  "Cross-Origin-Resource-Policy": "cross-origin",
};
