import Router from "@koa/router";
import type { Context } from "koa";
import type { LoginAnswer, LogoutAnswer, LogoutScope } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { Problem } from "../http/problem.ts";
import { validate } from "../http/validate.ts";
import type { AccountService } from "./accounts.service.ts";
import { loginRequest, logoutRequest, passwordRequest, reauthRequest } from "./accounts.schema.ts";
import { requireGoodPassword } from "./password-rules.ts";
import type { Caller, SignInService } from "./sign-in.service.ts";
import type { SignedInSessions } from "./signed-in-sessions.ts";

interface AuthRoutesOptions {
  signIns: SignInService;
  sessions: SignedInSessions;
  /** What a logout ends that does not say. */
  logoutScope: LogoutScope;
  changePassword: AccountService["changePassword"];
  callerOf(ctx: Context): Caller;
}

/** Signing in, out and in between, for pages' scripts and native clients. */
export function createAuthRoutes({
  signIns,
  sessions,
  logoutScope,
  changePassword,
  callerOf,
}: AuthRoutesOptions): Router {
  const router = new Router();

  router.post("/api/auth/login", async (ctx) => {
    const { username, password, remember = false } = validate(loginRequest, getBody(ctx));
    const proof = await signIns.authenticate({ username, password }, callerOf(ctx));
    const { session, csrfToken } = await sessions.signIn(ctx, proof, { remember });
    ctx.body = { user: proof.user, session, csrfToken } satisfies LoginAnswer;
  });

  router.post("/api/auth/token", async (ctx) => {
    const { username, password, remember = false } = validate(loginRequest, getBody(ctx));
    const proof = await signIns.authenticate({ username, password }, callerOf(ctx));
    const { token, session } = await sessions.signInBearer(ctx, proof, { remember });
    ctx.body = { token, tokenType: "Bearer", session, user: proof.user };
  });

  router.post("/api/auth/logout", async (ctx) => {
    const { scope = logoutScope, reason } = validate(logoutRequest, getBody(ctx));
    const { ended, endedAt } = await (reason === undefined
      ? sessions.signOut(ctx, scope)
      : sessions.followHostSignOut(ctx));
    ctx.body = { message: "You are signed out.", endedAt, ended } satisfies LogoutAnswer;
  });

  router.register("/api/auth/verify", ["GET", "HEAD", "POST"], (ctx) => {
    ctx.body = sessions.verify(ctx);
  });

  router.post("/api/auth/reauth", async (ctx) => {
    const { username } = sessions.getUser(ctx);
    const { password } = validate(reauthRequest, getBody(ctx));
    if (!(await signIns.hasPassword(username))) {
      throw new Problem("reauth_required", "You have no password here. Confirm where you sign in.");
    }
    await signIns.confirm({ username, password }, callerOf(ctx));
    ctx.body = await sessions.reauthenticate(ctx);
  });

  router.post("/api/auth/password", async (ctx) => {
    const { username } = sessions.getUser(ctx);
    const { currentPassword, newPassword } = validate(passwordRequest, getBody(ctx));
    if (!(await signIns.hasPassword(username))) {
      throw new Problem("forbidden", "You have no password here. Change it where you sign in.");
    }
    requireGoodPassword(newPassword, "newPassword");
    const proof = await signIns.confirm({ username, password: currentPassword }, callerOf(ctx));
    await changePassword(proof, newPassword);
    ctx.body = await sessions.renew(ctx);
  });

  return router;
}
