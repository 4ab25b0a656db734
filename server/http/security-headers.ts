import type { Context, Middleware, Next } from "koa";

const COMMON = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
} as const;

/** For answers that are data: nothing in them may run, and nobody else may read or keep them. */
const API = {
  ...COMMON,
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
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

interface SecurityHeadersOptions {
  hstsSeconds: number;
  trustedOrigins: readonly string[];
}

/**
 * Headers of every answer. No other site may embed one as an image or a script (ASVS 3.5.8); beacons from a trusted
 * sub-domain need the site. HSTS binds the whole host and is off unless set.
 */
export function securityHeaders({ hstsSeconds, trustedOrigins }: SecurityHeadersOptions): Middleware {
  const base = {
    ...API,
    "Cross-Origin-Resource-Policy": trustedOrigins.length > 0 ? "same-site" : "same-origin",
    ...(hstsSeconds > 0 && { "Strict-Transport-Security": `max-age=${hstsSeconds}` }),
  };
  return function setSecurityHeaders(ctx: Context, next: Next) {
    ctx.set(base);
    return next();
  };
}

/** Replaces the headers of data by those of a page. */
export function setPageHeaders(ctx: Context): void {
  ctx.set(PAGE);
}

/** Replaces them by those of a public file, which pages of other origins may embed. */
export const STATIC_HEADERS: Readonly<Record<string, string>> = {
  ...COMMON,
  "Cross-Origin-Resource-Policy": "cross-origin",
};
