import type { Context, Next } from "koa";
import type { UserResource } from "../contract/index.ts";
import { Problem } from "../http/problem.ts";
import { sessionEnded } from "./session-ended.ts";
import { endOf, type Session, type SessionEnd } from "./session.ts";
import type { Authentication } from "./sessions.service.ts";

/** The active session of the request, if it has one. */
export function findSession(ctx: Context): Session | undefined {
  const authentication: Authentication | undefined = ctx.state.authentication;
  return authentication?.status === "active" ? authentication.session : undefined;
}

/** How somebody's sign-in has ended whose own token the request still brings; nothing of a visitor's session. */
export function findEnd(ctx: Context): SessionEnd | undefined {
  const authentication: Authentication | undefined = ctx.state.authentication;
  if (authentication?.status !== "ended" || authentication.session.kind === "anonymous") return undefined;
  return endOf(authentication.session, Number.POSITIVE_INFINITY);
}

/** The session of the request. Throws 401: `session_ended` with the reason when it has ended, `unauthenticated` otherwise. */
export function getSession(ctx: Context): Session {
  const session = findSession(ctx);
  if (session !== undefined) return session;
  const authentication: Authentication | undefined = ctx.state.authentication;
  if (authentication?.status === "ended") throw sessionEnded(authentication.session);
  throw new Problem("unauthenticated", "Nobody is signed in.");
}

export function getUser(ctx: Context): UserResource {
  const { user } = getSession(ctx);
  if (user === null) throw new Problem("unauthenticated", "Nobody is signed in.");
  return user;
}

/** Middleware: 401 for nobody. */
export function requireUser(ctx: Context, next: Next): Promise<unknown> {
  getUser(ctx);
  return next();
}

/** Middleware: 401 for nobody, 403 `forbidden` for anybody but a superuser. */
export function requireSuperuser(ctx: Context, next: Next): Promise<unknown> {
  if (!getUser(ctx).isSuperuser) throw new Problem("forbidden", "This is for superusers.");
  return next();
}

/**
 * Middleware: 404 for everyone but a superuser, who alone may know that there is something here. The role is what
 * the database says at this moment, and so is the session.
 */
export function hideFromOthers(findById: (id: string) => Promise<Session | undefined>) {
  return async function hideByPresentRole(ctx: Context, next: Next): Promise<unknown> {
    const session = findSession(ctx) && (await findById(getSession(ctx).id));
    if (session?.user?.isSuperuser !== true || session.endedAt !== null) {
      throw new Problem("not_found", "There is nothing at this address.");
    }
    ctx.state.authentication = { status: "active", session } satisfies Authentication;
    return next();
  };
}

/** Throws 403 `reauth_required` when the last authentication is too old for what is asked (ASVS 7.5). */
export function requireRecentAuthentication(isRecent: (session: Session) => boolean, session: Session): void {
  if (isRecent(session)) return;
  throw new Problem("reauth_required", "Confirm that it is you, then try again.");
}
