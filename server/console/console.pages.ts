import Router from "@koa/router";
import type { Context } from "koa";
import type { UserResource } from "../contract/index.ts";
import { answerPage } from "../http/html.ts";
import { consoleMessages } from "./console.messages.ts";
import { type ConsolePage, consoleView } from "./console.view.ts";

interface ConsolePagesOptions {
  basePath: string;
  /** Who is signed in; undefined for nobody. */
  findUser(ctx: Context): UserResource | undefined;
}

/** Pages around the elements, for sites that have none of their own: my sessions, and everybody's for superusers. */
export function createConsolePages({ basePath, findUser }: ConsolePagesOptions): Router {
  const router = new Router();

  router.get("/sessions", (ctx) => answerConsole(ctx, "own"));
  router.get("/admin", (ctx) => answerConsole(ctx, "admin"));

  function answerConsole(ctx: Context, page: ConsolePage): void {
    const user = findUser(ctx);
    if (user === undefined) return askToSignIn(ctx);
    const { lang, text } = consoleMessages(ctx.acceptsLanguages("en", "es"));
    ctx.vary("Accept-Language");
    ctx.status = page === "admin" && !user.isSuperuser ? 403 : 200;
    answerPage(ctx, { title: text[page], basePath, lang, body: consoleView({ page, user, basePath, text }) });
  }

  /** The filters in the address come back after it. */
  function askToSignIn(ctx: Context): void {
    ctx.status = 303;
    ctx.set("Location", `${basePath}/login?next=${encodeURIComponent(ctx.url)}`);
    ctx.body = "";
  }

  return router;
}
