import type { Context } from "koa";
import { Problem } from "../http/problem.ts";
import { findSession } from "./guards.ts";
import { readBearerToken } from "./session-carrier.ts";
import type { Session } from "./session.ts";
import type { Authentication, SessionService } from "./sessions.service.ts";

interface AnalyticsConsentOptions {
  sessions: SessionService;
  beginAnonymous(ctx: Context): Promise<Session>;
}

/**
 * What a visitor's answer about analytics does to the session of the request. A yes begins one where there is
 * none; a no ends the session of who is not signed in, and empties the path history of who is.
 */
export function createAnalyticsConsent({ sessions, beginAnonymous }: AnalyticsConsentOptions) {
  /** The answer counts all the same; a later page view begins the session. */
  async function beginUnlessTooMany(ctx: Context): Promise<void> {
    try {
      await beginAnonymous(ctx);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "rate_limited") throw error;
    }
  }

  return async function followConsent(ctx: Context, isAllowed: boolean): Promise<void> {
    const session = findSession(ctx);
    if (isAllowed && mayBegin(ctx)) await beginUnlessTooMany(ctx);
    if (isAllowed || session === undefined) return;
    if (session.kind !== "anonymous") return sessions.forgetPaths(session);
    const [ended = session] = await sessions.end([session], { reason: "consent_withdrawn" });
    ctx.state.authentication = { status: "ended", session: ended } satisfies Authentication;
  };
}

export type FollowConsent = ReturnType<typeof createAnalyticsConsent>;

/** Who has signed out, or was, is told so at each request until the next sign-in; no session takes its place. */
function mayBegin(ctx: Context): boolean {
  if (readBearerToken(ctx) !== undefined) return false;
  const authentication: Authentication | undefined = ctx.state.authentication;
  if (authentication === undefined || authentication.status === "unknown") return true;
  return authentication.status === "ended" && authentication.session.kind === "anonymous";
}
