import Router from "@koa/router";
import type { Context } from "koa";
import { type LogoutScope, PROVIDER_PROBLEMS, type ProviderResource } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { answerPage } from "../http/html.ts";
import { nextPath } from "../http/next-path.ts";
import { Problem } from "../http/problem.ts";
import { seeOther } from "../http/see-other.ts";
import { loginForm } from "./accounts.schema.ts";
import { ENDING_MESSAGES } from "./ending-messages.ts";
import { loginMessages, type LoginMessages } from "./login-messages.ts";
import { type Ending, loginPage, type LoginPageState, type ProviderFailureState } from "./login-page.view.ts";
import type { Caller, SignInService } from "./sign-in.service.ts";
import type { SignedInSessions } from "./signed-in-sessions.ts";

interface AuthPagesOptions {
  signIns: SignInService;
  sessions: SignedInSessions;
  logoutScope: LogoutScope;
  basePath: string;
  /** Where else one may sign in. */
  providers: readonly ProviderResource[];
  /** Other origins of the site, to whose pages one may go afterwards. */
  trustedOrigins: readonly string[];
  callerOf(ctx: Context): Caller;
  /** How the session has ended whose token the request still brings. */
  findEnd(ctx: Context): Ending | undefined;
}

/** Sign-in and sign-out that work without JavaScript. */
export function createAuthPages({
  signIns,
  sessions,
  logoutScope,
  basePath,
  providers,
  trustedOrigins,
  callerOf,
  findEnd,
}: AuthPagesOptions): Router {
  const router = new Router();
  const placeAfter = (next: unknown, fallback: string) => nextPath(next, fallback, trustedOrigins);

  router.get("/login", (ctx) => {
    const next = placeAfter(ctx.query.next, "/");
    const notice = ctx.query["signed-out"] === undefined ? undefined : ("signedOut" as const);
    // Whoever comes by themselves knows it, or has read it in the page that they come from.
    const ending = ctx.query.ended === undefined ? undefined : findEnd(ctx);
    answerLogin(ctx, { next, notice, failure: failureIn(ctx), ending, username: "" });
  });

  router.post("/login", async (ctx) => {
    const form = loginForm.safeParse(getBody(ctx));
    const next = placeAfter(getBody(ctx).next, "/");
    if (!form.success) return answerLogin(ctx, { next, notice: "incomplete", username: "" }, 422);
    const { username, password, remember } = form.data;
    try {
      const proof = await signIns.authenticate({ username, password }, callerOf(ctx));
      await sessions.signIn(ctx, proof, { remember: remember === "on" });
    } catch (error) {
      const notice = error instanceof Problem ? NOTICES[error.code] : undefined;
      if (notice === undefined) throw error;
      return answerLogin(ctx, { next, notice, username }, (error as Problem).status);
    }
    seeOther(ctx, next);
  });

  router.post("/logout", async (ctx) => {
    try {
      await sessions.signOut(ctx, logoutScope);
    } catch (error) {
      // Whoever is signed out already has what was asked for.
      if (!(error instanceof Problem) || error.status !== 401) throw error;
    }
    const next = placeAfter(getBody(ctx).next ?? ctx.query.next, "");
    seeOther(ctx, next || `${basePath}/login?signed-out`);
  });

  /** What another page of ours says in its redirect; anything else says nothing. */
  function failureIn({ query }: Context): ProviderFailureState | undefined {
    const provider = providers.find(({ name }) => name === query.provider);
    const problem = PROVIDER_PROBLEMS.find((one) => one === query.problem);
    return provider && problem && { problem, provider };
  }

  function answerLogin(ctx: Context, state: LoginPageState, status = 200): void {
    const { lang, text } = loginMessages(ctx.acceptsLanguages("en", "es"));
    ctx.status = status;
    answerPage(ctx, {
      title: text.title,
      basePath,
      lang,
      body: loginPage(state, providers, basePath, { ...text, ...ENDING_MESSAGES[lang] }),
    });
  }

  return router;
}

const NOTICES: Partial<Record<string, keyof LoginMessages["notices"]>> = {
  invalid_credentials: "wrong",
  rate_limited: "throttled",
  session_limit: "limit",
};
