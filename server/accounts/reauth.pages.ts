import Router from "@koa/router";
import type { Context } from "koa";
import type { ReauthAnswer, UserResource } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import type { Confirmation } from "../http/confirmation.ts";
import { answerPage, html, type Html } from "../http/html.ts";
import { nextPath } from "../http/next-path.ts";
import { Problem } from "../http/problem.ts";
import { seeOther } from "../http/see-other.ts";
import type { Account } from "./account.ts";
import { reauthRequest } from "./accounts.schema.ts";
import { type ReauthMessages, reauthMessages } from "./reauth-messages.ts";
import type { Caller, SignInService } from "./sign-in.service.ts";

interface ReauthPagesOptions {
  signIns: Pick<SignInService, "confirm">;
  /** The site's own. */
  origin: string;
  basePath: string;
  /** Who is signed in; undefined for nobody. */
  findUser(ctx: Context): UserResource | undefined;
  findAccount(id: string): Promise<Account | undefined>;
  /** For the person of the request, who may have no password here. */
  findConfirmation(ctx: Context): Promise<Confirmation | undefined>;
  isRecentlyAuthenticated(ctx: Context): boolean;
  /** Makes the authentication of this session a fresh one. */
  reauthenticate(ctx: Context): Promise<ReauthAnswer>;
  csrfTokenOf(ctx: Context): string;
  callerOf(ctx: Context): Caller;
  /** The address of the sign-in page that leads back to `next`. */
  loginUrl(ctx: Context, next: string): string;
}

/** `/reauth?next=`: asks for the password once more, before what needs it, without JavaScript. */
export function createReauthPages(options: ReauthPagesOptions): Router {
  const { signIns, origin, basePath, findUser, findAccount, findConfirmation, loginUrl } = options;
  const router = new Router();

  router.get("/reauth", async (ctx) => {
    const user = findUser(ctx);
    if (user === undefined) return seeOther(ctx, loginUrl(ctx, ctx.url));
    const next = nextOf(ctx.query.next);
    if (options.isRecentlyAuthenticated(ctx)) return seeOther(ctx, next);
    return ask(ctx, { user, next, notice: undefined });
  });

  router.post("/reauth", async (ctx) => {
    const user = findUser(ctx);
    const next = nextOf(getBody(ctx).next);
    if (user === undefined) return seeOther(ctx, loginUrl(ctx, next));
    const form = reauthRequest.safeParse(getBody(ctx));
    if (!form.success) return ask(ctx, { user, next, notice: "incomplete" }, 422);
    try {
      await signIns.confirm({ username: user.username, password: form.data.password }, options.callerOf(ctx));
      await options.reauthenticate(ctx);
    } catch (error) {
      const notice = error instanceof Problem ? NOTICES[error.code] : undefined;
      if (notice === undefined) throw error;
      return ask(ctx, { user, next, notice }, (error as Problem).status);
    }
    seeOther(ctx, next);
  });

  function nextOf(next: unknown): string {
    return nextPath(next, `${basePath}/sessions`);
  }

  async function ask(ctx: Context, asked: Asked, status = 200): Promise<void> {
    const { lang, text } = reauthMessages(ctx.acceptsLanguages("en", "es"));
    ctx.vary("Accept-Language");
    ctx.status = status;
    const hasPassword = (await findAccount(asked.user.id))?.passwordHash != null;
    const way = hasPassword
      ? passwordForm(asked, { basePath, text, csrfToken: options.csrfTokenOf(ctx) })
      : elsewhere(await findConfirmation(ctx), asked.next, { origin, text });
    const body = html`<main class="card">
      <h1>${text.title}</h1>
      <p>
        ${text.signedInAs} <b><bdi>${asked.user.displayName}</bdi></b
        >.
      </p>
      ${way}
      <form method="post" action="${basePath}/logout"><button>${text.logOut}</button></form>
    </main>`;
    answerPage(ctx, { title: text.title, basePath, lang, body });
  }

  return router;
}

interface Asked {
  user: UserResource;
  next: string;
  notice: keyof ReauthMessages["notices"] | undefined;
}

const NOTICES: Partial<Record<string, keyof ReauthMessages["notices"]>> = {
  invalid_credentials: "wrong",
  rate_limited: "throttled",
};

function passwordForm(
  { user, next, notice }: Asked,
  { basePath, text, csrfToken }: { basePath: string; text: ReauthMessages; csrfToken: string },
): Html {
  return html`<p>${text.why}</p>
    ${notice && html`<p id="notice" class="notice failed" role="alert">${text.notices[notice]}</p>`}
    <form method="post" action="${basePath}/reauth">
      <input type="hidden" name="csrf" value="${csrfToken}" />
      <input type="hidden" name="next" value="${next}" />
      <input type="hidden" name="username" value="${user.username}" autocomplete="username" />
      <label for="password">${text.password}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
        autofocus
        ${notice && html`aria-describedby="notice" aria-invalid="true"`}
      />
      <button class="primary">${text.submit}</button>
    </form>`;
}

function elsewhere(
  confirmation: Confirmation | undefined,
  next: string,
  { origin, text }: { origin: string; text: ReauthMessages },
): Html {
  if (confirmation === undefined) return html`<p>${text.noPassword}</p>`;
  const { name } = confirmation;
  const url = new URL(confirmation.url);
  // Another origin may not come back to just any.
  url.searchParams.set("next", url.origin === origin ? next : origin + next);
  return html`<p>${text.whyElsewhere}</p>
    <p><a href="${url.href}">${name === undefined ? text.elsewhere : text.elsewhereWith(name)}</a></p>`;
}
