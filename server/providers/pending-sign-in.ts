import { createHmac, randomBytes } from "node:crypto";
import type { Context } from "koa";
import { z } from "zod";
import { MINUTE_MS } from "../clock.ts";
import { clearCookie, type CookieConfig, setCookie } from "../http/cookies.ts";
import { readSigned, signValue } from "../http/signed-cookie.ts";
import type { Challenge } from "./provider.ts";

/** A sign-in that is under way at a provider, as this browser's cookie holds it. */
export interface PendingSignIn {
  state: string;
  nonce: string;
  /** Where to go afterwards. */
  next: string;
  /** Epoch ms. */
  startedAt: number;
  /** Id of the session that is to be confirmed; null for a sign-in. */
  confirms: string | null;
}

interface PendingSignInsOptions {
  cookie: CookieConfig;
  secret: string;
  basePath: string;
}

/** To find a password, a second factor and one's telephone. */
export const PENDING_MS = 10 * MINUTE_MS;
/** With signature and encoding within the 4,096 bytes that browsers keep. */
const NEXT_LENGTH = 2_000;

const pendingSignIn = z.object({
  state: z.string(),
  nonce: z.string(),
  next: z.string(),
  startedAt: z.number(),
  confirms: z.string().nullable(),
}) satisfies z.ZodType<PendingSignIn>;

export type PendingSignIns = ReturnType<typeof createPendingSignIns>;

/**
 * Keeps in a signed cookie, `<provider>_oauth_state`, what binds a provider's answer to this browser. The PKCE verifier
 * is not in it: only this server can make it from the state.
 */
export function createPendingSignIns({ cookie, secret, basePath }: PendingSignInsOptions) {
  // It must come along when another site sends the browser back, and is no sub-domain's business.
  const own: CookieConfig = { ...cookie, sameSite: "lax", domain: undefined };
  const pathOf = (provider: string) => `${basePath}/api/auth/oidc/${provider}`;

  return {
    begin(next: string, startedAt: number, confirms: string | null): PendingSignIn {
      const kept = next.length > NEXT_LENGTH ? "/" : next;
      return { state: randomToken(), nonce: randomToken(), next: kept, startedAt, confirms };
    },

    challengeOf: ({ state, nonce }: PendingSignIn): Challenge => ({
      state,
      nonce,
      verifier: createHmac("sha256", secret).update(`pkce:${state}`).digest("base64url"),
    }),

    keep(ctx: Context, provider: string, pending: PendingSignIn): void {
      const value = Buffer.from(JSON.stringify(pending)).toString("base64url");
      setCookie(ctx, own, stateCookieOf(provider), signValue(value, stateCookieOf(provider), secret), {
        httpOnly: true,
        maxAge: PENDING_MS,
        path: pathOf(provider),
      });
    },

    /** What `keep` was given, once: the cookie goes. Undefined for one that we did not sign. */
    take(ctx: Context, provider: string): PendingSignIn | undefined {
      const value = readSigned(ctx.cookies.get(stateCookieOf(provider)), stateCookieOf(provider), secret);
      if (value === undefined) return undefined;
      clearCookie(ctx, own, stateCookieOf(provider), pathOf(provider));
      return pendingSignIn.parse(JSON.parse(Buffer.from(value, "base64url").toString()));
    },
  };
}

/** Of the cookie that lives while somebody signs in with a provider. */
export function stateCookieOf(provider: string): string {
  return `${provider}_oauth_state`;
}

function randomToken(): string {
  return randomBytes(32).toString("base64url");
}
