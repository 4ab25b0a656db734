import type { Context } from "koa";

export interface CookieConfig {
  /** Name of the session cookie, with its prefix. */
  readonly name: string;
  /** Shares cookies among the sub-domains of a domain. */
  readonly domain: string | undefined;
  readonly sameSite: "lax" | "strict" | "none";
  readonly secure: boolean;
}

interface CookieOptions {
  httpOnly: boolean;
  /** Milliseconds; until the browser closes when absent. */
  maxAge?: number;
  sameSite?: CookieConfig["sameSite"];
  /** The whole host without one. */
  path?: string;
}

/**
 * Sets a first-party cookie, for the whole host unless a path is given. Whether it is Secure follows the site's origin, not the
 * connection, which behind a proxy is plain http.
 */
export function setCookie(
  ctx: Context,
  config: CookieConfig,
  name: string,
  value: string,
  { httpOnly, maxAge, sameSite = config.sameSite, path = "/" }: CookieOptions,
): void {
  ctx.cookies.secure = config.secure;
  ctx.cookies.set(name, value, {
    path,
    signed: false,
    overwrite: true,
    secure: config.secure,
    httpOnly,
    sameSite,
    ...(config.domain !== undefined && { domain: config.domain }),
    ...(maxAge !== undefined && { maxAge }),
  });
}

/** Deletes a cookie that `setCookie` made for `path`. */
export function clearCookie(ctx: Context, config: CookieConfig, name: string, path = "/"): void {
  setCookie(ctx, config, name, "", { httpOnly: false, maxAge: 0, path });
}
