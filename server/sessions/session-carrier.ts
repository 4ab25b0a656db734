import { createSession, type CreateSessionOptions } from "koa-session";
import type Koa from "koa";
import type { Context, Middleware } from "koa";
import type { Clock } from "../clock.ts";
import { type CookieConfig, setCookie } from "../http/cookies.ts";
import { remainingCookieMs, type Session } from "./session.ts";
import { hashToken, newSessionToken } from "./session-token.ts";
import type { Authentication } from "./sessions.service.ts";

/** Stores a fresh token's hash and returns the session that now has it. */
export type TokenBinding = (tokenHash: string) => Promise<Session>;

/** koa-session's types ask for synchronous-looking zod functions; ours say what it really passes. */
type CarrierSessionOptions = Omit<CreateSessionOptions, "externalKey" | "store"> & {
  externalKey: { get(ctx: Context): string; set(ctx: Context, token: string): void };
  store: Record<"get" | "set" | "destroy", (...args: never[]) => Promise<unknown>>;
};

interface CarrierOptions {
  app: Koa;
  cookie: CookieConfig;
  rememberMs: number;
  clock: Clock;
  authenticate(token: string): Promise<Authentication>;
}

/**
 * koa-session carries the token between the cookie and the request; our sessions table decides what it means.
 * Its store therefore reads through `authenticate`, writes only while a token is being bound, and ends nothing:
 * - `set` outside a binding does nothing, so a request in flight cannot bring an ended session back;
 * - `destroy` is what `regenerate()` calls before it makes a new token, not the end of a session;
 * - nothing of ours travels through its CRC32 change detection.
 */
export function sessionCarrier(carrier: CarrierOptions): Middleware {
  const { app, cookie, rememberMs, clock, authenticate } = carrier;
  const options = {
    key: cookie.name,
    signed: false,
    autoCommit: false,
    secure: cookie.secure,
    sameSite: cookie.sameSite,
    genid: newSessionToken,
    externalKey: {
      get: (ctx: Context) => readBearerToken(ctx) ?? ctx.cookies.get(cookie.name) ?? "",
      set: (ctx: Context, token: string) => {
        const { session }: { session: Session } = ctx.state.authentication;
        const maxAge = remainingCookieMs(session, { rememberMs, now: clock() });
        setCookie(ctx, cookie, cookie.name, token, {
          httpOnly: true,
          ...(maxAge !== undefined && { maxAge }),
        });
      },
    },
    store: {
      async get(token: string, _maxAge: number, { ctx }: { ctx: Context }) {
        const authentication = await authenticate(token);
        ctx.state.authentication = authentication;
        return authentication.status === "active" ? { id: authentication.session.id } : undefined;
      },
      async set(token: string, _value: unknown, _maxAge: number, { ctx }: { ctx: Context }) {
        const bind: TokenBinding | undefined = ctx.state.bindToken;
        if (bind === undefined) return;
        ctx.state.bindToken = undefined;
        ctx.state.authentication = { status: "active", session: await bind(hashToken(token)) };
      },
      async destroy() {},
    },
  } satisfies CarrierSessionOptions;
  return createSession(options as CreateSessionOptions, app);
}

/**
 * Gives the caller a fresh token, in the way that it brought the last one: a cookie, or (bearer) the return
 * value. `bind` stores its hash. Every change of privilege comes through here (ASVS 7.2.4).
 */
export async function giveFreshToken(ctx: Context, bind: TokenBinding): Promise<Session> {
  ctx.state.bindToken = bind;
  ctx.cookies.secure = ctx.sessionOptions?.secure === true;
  await ctx.session.regenerate();
  return ctx.state.authentication.session;
}

/** The token of `Authorization: Bearer …` (RFC 6750). */
export function readBearerToken(ctx: Context): string | undefined {
  const match = /^Bearer ([\w-]{20,128})$/i.exec(ctx.get("Authorization"));
  return match?.[1];
}
