import Router from "@koa/router";
import type { Context } from "koa";
import type { LogoutScope } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { answerPage, html, type Html } from "../http/html.ts";
import { nextPath } from "../http/next-path.ts";
import { Problem } from "../http/problem.ts";
import { loginForm } from "./accounts.schema.ts";
import { loginMessages, type LoginMessages } from "./login-messages.ts";
import type { Caller, SignInService } from "./sign-in.service.ts";
import type { SignedInSessions } from "./signed-in-sessions.ts";

interface AuthPagesOptions {
  signIns: SignInService;
  sessions: SignedInSessions;
  logoutScope: LogoutScope;
  basePath: string;
  callerOf(ctx: Context): Caller;
}

/** Sign-in and sign-out that work without JavaScript. */
export function createAuthPages({
  signIns,
  sessions,
  logoutScope,
  basePath,
  callerOf,
}: AuthPagesOptions): Router {
  const router = new Router();

  router.get("/login", (ctx) => {
    const next = nextPath(ctx.query.next, "/");
    const notice = ctx.query["signed-out"] === undefined ? undefined : ("signedOut" as const);
    answerLogin(ctx, { next, notice, username: "" });
  });

  router.post("/login", async (ctx) => {
    const form = loginForm.safeParse(getBody(ctx));
    const next = nextPath(getBody(ctx).next, "/");
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
    const next = nextPath(getBody(ctx).next ?? ctx.query.next, "");
    seeOther(ctx, next || `${basePath}/login?signed-out`);
  });

  function answerLogin(ctx: Context, form: LoginFormState, status = 200): void {
    const { lang, text } = loginMessages(ctx.acceptsLanguages("en", "es"));
    ctx.status = status;
    answerPage(ctx, { title: text.title, basePath, lang, body: loginPage(form, basePath, text) });
  }

  return router;
}

interface LoginFormState {
  next: string;
  notice: keyof LoginMessages["notices"] | undefined;
  username: string;
}

const NOTICES: Partial<Record<string, keyof LoginMessages["notices"]>> = {
  invalid_credentials: "wrong",
  rate_limited: "throttled",
  session_limit: "limit",
};

function loginPage({ next, notice, username }: LoginFormState, basePath: string, text: LoginMessages): Html {
  const failed = notice !== undefined && notice !== "signedOut";
  return html`<main class="card">
    <h1>${text.title}</h1>
    ${
      notice &&
      html`<p id="notice" class="notice ${failed ? "failed" : "done"}" role="${failed ? "alert" : "status"}">
        ${text.notices[notice]}
      </p>`
    }
    <form method="post" action="${basePath}/login">
      <input type="hidden" name="next" value="${next}" />
      <label for="username">${text.username}</label>
      <input
        id="username"
        name="username"
        value="${username}"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
        required
        ${failed && html`aria-describedby="notice"`}
        ${username === "" && html`autofocus`}
      />
      <label for="password">${text.password}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
        ${username !== "" && html`autofocus`}
      />
      <label class="check"><input type="checkbox" name="remember" /> ${text.remember}</label>
      <button class="primary">${text.submit}</button>
    </form>
    <section class="about-cookies" aria-labelledby="about-cookies">
      <h2 id="about-cookies">${text.cookies.title}</h2>
      <p>
        ${text.cookies.body}
        <a href="${basePath}/consent?next=${encodeURIComponent(next)}">${text.cookies.more}</a>
      </p>
    </section>
  </main>`;
}

/** A form's answer must be a 303, so that reloading does not send it again (RFC 9110, 15.4.4). */
function seeOther(ctx: Context, location: string): void {
  ctx.status = 303;
  ctx.set("Location", location);
  ctx.body = "";
}
