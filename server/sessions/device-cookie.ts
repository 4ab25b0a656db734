import type { Context } from "koa";
import { DAY_MS } from "../clock.ts";
import { DEVICE_COOKIE } from "../contract/index.ts";
import { type CookieConfig, setCookie } from "../http/cookies.ts";
import { readSigned, signValue } from "../http/signed-cookie.ts";
import { newPublicId } from "./session-token.ts";

/** Browsers keep no cookie for longer (draft-ietf-httpbis-rfc6265bis, 5.5). */
export const DEVICE_LIFE_MS = 400 * DAY_MS;

/**
 * Knows a browser again that has signed in before, so that failures of others do not lock its user out (OWASP,
 * Authentication cheat sheet, device cookies). The cookie opens nothing.
 */
export function createDeviceCookie({ cookie, secret }: { cookie: CookieConfig; secret: string }) {
  return {
    /** The id that we gave this browser. */
    find: (ctx: Context): string | undefined =>
      readSigned(ctx.cookies.get(DEVICE_COOKIE), DEVICE_COOKIE, secret),

    newId: (): string => newPublicId("dev"),

    keep(ctx: Context, id: string): void {
      const value = signValue(id, DEVICE_COOKIE, secret);
      setCookie(ctx, cookie, DEVICE_COOKIE, value, { httpOnly: true, maxAge: DEVICE_LIFE_MS });
    },
  };
}

export type DeviceCookie = ReturnType<typeof createDeviceCookie>;
