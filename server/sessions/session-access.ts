import type { Context } from "koa";
import { type Clock, MINUTE_MS } from "../clock.ts";
import {
  CSRF_COOKIE,
  HINT_COOKIE,
  type LogoutScope,
  type PasswordAnswer,
  type SessionAnswer,
  type UserResource,
  type VerifyAnswer,
} from "../contract/index.ts";
import { clearCookie, type CookieConfig, setCookie } from "../http/cookies.ts";
import { csrfTokenFor } from "../http/csrf.ts";
import { Problem } from "../http/problem.ts";
import { createRateLimit } from "../http/rate-limit.ts";
import { readClientHints } from "./device.ts";
import type { DeviceCookie } from "./device-cookie.ts";
import type { BulkEnds } from "./bulk-ends.ts";
import { findSession, getSession, getUser } from "./guards.ts";
import { giveFreshToken, readBearerToken } from "./session-carrier.ts";
import type { SessionOrigin, SessionStart } from "./session-starts.ts";
import { hashToken, newSessionToken } from "./session-token.ts";
import { remainingCookieMs, type Session } from "./session.ts";
import { hintOf, presentOwnSession, presentSessionAnswer } from "./sessions.present.ts";
import type { SessionService } from "./sessions.service.ts";

interface SessionAccessOptions {
  sessions: SessionService;
  endMatching: BulkEnds["endMatching"];
  clock: Clock;
  secret: string;
  cookie: CookieConfig;
  deviceCookie: DeviceCookie;
  rememberMs: number;
  clientAddress(ctx: Context): string;
}

/** Who signs in, and the password hash that they have just matched, or the host that vouches. */
type Proof = Pick<SessionStart, "user" | "passwordHash" | "host" | "authenticatedAt" | "keepSignIn">;

/** The session that somebody has got, and until when they count as having just shown who they are. */
type AccessAnswer = SessionAnswer & { sudoUntil: string };

/** Visitors' sessions a minute and address: a whole office may sit behind one. */
const ANONYMOUS_BEGINNINGS = 60;

export type SessionAccess = ReturnType<typeof createSessionAccess>;

/** What signing in, confirming and signing out mean for a request: the session, its token and its cookies. */
export function createSessionAccess(options: SessionAccessOptions) {
  const { sessions, endMatching, clock, secret, cookie, deviceCookie, rememberMs, clientAddress } = options;
  const beginnings = createRateLimit({ points: ANONYMOUS_BEGINNINGS, windowMs: MINUTE_MS });
  const answer = (session: Session): AccessAnswer => ({
    ...presentSessionAnswer(session, clock(), secret),
    sudoUntil: sudoEndOf(session),
  });

  function originOf(ctx: Context): SessionOrigin {
    return {
      ipAddress: clientAddress(ctx),
      userAgent: ctx.get("User-Agent"),
      clientHints: readClientHints((name) => ctx.get(name)),
    };
  }

  /** Sets the readable cookies: the CSRF token, and the hint that tells the page that somebody is signed in. */
  function setSessionCookies(ctx: Context, session: Session): void {
    if (readBearerToken(ctx) !== undefined) return;
    const maxAge = remainingCookieMs(session, { rememberMs, now: clock() });
    const lasting = maxAge !== undefined && { maxAge };
    setCookie(ctx, cookie, CSRF_COOKIE, csrfTokenFor(session.id, secret), { httpOnly: false, ...lasting });
    if (session.user === null) return;
    setCookie(ctx, cookie, HINT_COOKIE, hintOf(session.user, session.hostSid), {
      httpOnly: false,
      ...lasting,
    });
  }

  function clearSessionCookies(ctx: Context): void {
    if (readBearerToken(ctx) !== undefined) return;
    clearCookie(ctx, cookie, HINT_COOKIE);
    clearCookie(ctx, cookie, CSRF_COOKIE);
  }

  /** A fresh authentication of the present session: another token, in the way that the last one came. */
  async function reauthenticate(
    ctx: Context,
  ): Promise<{ sudoUntil: string; csrfToken: string; token?: string }> {
    const current = getSession(ctx);
    const bearer = readBearerToken(ctx) === undefined ? undefined : newSessionToken();
    const session =
      bearer === undefined
        ? await giveFreshToken(ctx, (tokenHash) => sessions.rotate(current, tokenHash))
        : await sessions.rotate(current, hashToken(bearer));
    setSessionCookies(ctx, session);
    return {
      sudoUntil: sudoEndOf(session),
      csrfToken: csrfTokenFor(session.id, secret),
      ...(bearer !== undefined && { token: bearer }),
    };
  }

  return {
    setSessionCookies,

    getUser,

    /** The hot path: no CSRF token is made for it. */
    verify(ctx: Context): VerifyAnswer {
      const session = getSession(ctx);
      return { user: session.user, session: presentOwnSession(session, clock()) };
    },

    /** Begins a session for this browser; the one that it had ends as `replaced`. */
    async signIn(ctx: Context, proof: Proof, { remember }: { remember: boolean }): Promise<AccessAnswer> {
      const deviceId = deviceCookie.find(ctx) ?? deviceCookie.newId();
      const replaces = findSession(ctx);
      const start = { ...originOf(ctx), kind: "signed_in", ...proof, remember, deviceId, replaces } as const;
      const session = await giveFreshToken(ctx, (tokenHash) => sessions.start(start, tokenHash));
      setSessionCookies(ctx, session);
      deviceCookie.keep(ctx, deviceId);
      return answer(session);
    },

    /** Begins a session for a client that keeps its token itself. Sets no cookie. */
    async signInBearer(
      ctx: Context,
      proof: Proof,
      { remember }: { remember: boolean },
    ): Promise<SessionAnswer & { token: string }> {
      const token = newSessionToken();
      const own = { kind: "bearer", ...proof, remember, deviceId: undefined, replaces: undefined } as const;
      return { ...answer(await sessions.start({ ...originOf(ctx), ...own }, hashToken(token))), token };
    },

    /** Begins the session of a visitor who allows analytics. Throws Problem `rate_limited` for too many of an address. */
    async beginAnonymous(ctx: Context): Promise<Session> {
      const origin = originOf(ctx);
      await beginnings.consume(origin.ipAddress);
      const session = await giveFreshToken(ctx, (tokenHash) => sessions.startAnonymous(origin, tokenHash));
      setSessionCookies(ctx, session);
      return session;
    },

    reauthenticate,

    /**
     * A host vouches again for the present session of `user`: it lives on, and a newer sign-in at the host is a fresh
     * authentication here.
     */
    async renewVouched(ctx: Context, user: UserResource, authenticatedAt: number): Promise<AccessAnswer> {
      const present = getSession(ctx);
      const isNewer = authenticatedAt > (present.authenticatedAt ?? 0);
      const session = isNewer
        ? await giveFreshToken(ctx, (tokenHash) => sessions.rotate(present, tokenHash, authenticatedAt))
        : present;
      const renewed = { ...session, user };
      setSessionCookies(ctx, renewed);
      return answer(renewed);
    },

    /** After a password change: ends all other sessions of the person and gives this one another token. */
    async renew(ctx: Context): Promise<PasswordAnswer> {
      const by = getUser(ctx);
      const others = { state: "active", subjectId: by.id, exceptId: getSession(ctx).id } as const;
      const { ids } = await endMatching(others, { reason: "password_change", by });
      const { sudoUntil: _, ...renewed } = await reauthenticate(ctx);
      return { ended: ids.length, ...renewed };
    },

    /** Ends what `scope` names. The session cookie stays: it is dead, and later requests learn why. */
    async signOut(ctx: Context, scope: LogoutScope): Promise<{ ended: number; endedAt: string }> {
      const ended = await sessions.logout(getSession(ctx), scope);
      if (scope !== "others") clearSessionCookies(ctx);
      return { ended: ended.length, endedAt: new Date(clock()).toISOString() };
    },

    /** The host has signed the person out. Throws Problem `conflict` for a session that no host vouched for. */
    async followHostSignOut(ctx: Context): Promise<{ ended: number; endedAt: string }> {
      const session = getSession(ctx);
      if (session.hostSid === null) throw new Problem("conflict", "No host has vouched for this session.");
      const ended = await sessions.end([session], { reason: "host_logout" });
      clearSessionCookies(ctx);
      return { ended: ended.length, endedAt: new Date(clock()).toISOString() };
    },
  };
}

function sudoEndOf({ sudoUntil }: Session): string {
  return new Date(sudoUntil ?? 0).toISOString();
}
