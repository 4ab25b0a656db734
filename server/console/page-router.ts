import Router from "@koa/router";
import type { Context } from "koa";
import type { UserResource } from "../contract/index.ts";
import { answerPage, html, type Html } from "../http/html.ts";
import { Problem } from "../http/problem.ts";
import { seeOther } from "../http/see-other.ts";
import { consoleLanguage } from "./console-language.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import { FORMATS } from "./formats.ts";
import { CONSOLE_PATHS, frame, type Framed } from "./frame.view.ts";

/** Who asks. */
export interface Visitor {
  user: UserResource;
  sessionId: string;
  csrfToken: string;
  host: ConsolePage["host"];
}

export interface PageRouterOptions {
  basePath: string;
  /** Who is signed in; undefined for nobody. */
  findVisitor(ctx: Context): Visitor | undefined;
  /** The address of the sign-in page that leads back to `next`. */
  loginUrl(ctx: Context, next: string): string;
}

export type ShownPage = Framed & { status?: number };

/** A page, or where to go instead, below the base path. */
export type PageAnswer = ShownPage | { redirect: string };

export type PageHandler = (page: ConsolePage, ctx: Context) => PageAnswer | Promise<PageAnswer>;

export interface PageRouter {
  readonly routes: Router;
  /** For whoever is signed in. */
  forUsers(method: "get" | "post", path: string, handler: PageHandler): void;
  /** For superusers; there is nothing here for others. */
  forSuperusers(method: "get" | "post", path: string, handler: PageHandler): void;
}

/** Routes that answer with hosted pages: in the visitor's language, inside the frame, their refusals too. */
export function createPageRouter({ basePath, findVisitor, loginUrl }: PageRouterOptions): PageRouter {
  const routes = new Router();

  function openPage(ctx: Context, visitor: Visitor): ConsolePage {
    const { lang, text } = consoleLanguage(ctx.acceptsLanguages("en", "es"));
    ctx.vary("Accept-Language");
    const path = ctx.path.slice(basePath.length);
    const query = new URLSearchParams(ctx.querystring);
    return { ...visitor, basePath, lang, text, formats: FORMATS[lang], path, query };
  }

  function add(
    method: "get" | "post",
    path: string,
    isOpenTo: (user: UserResource) => boolean,
    handler: PageHandler,
  ) {
    routes[method](path, async (ctx) => {
      const visitor = findVisitor(ctx);
      // What comes after signing in is asked for again by GET.
      if (visitor === undefined) return seeOther(ctx, loginUrl(ctx, ctx.url));
      const page = openPage(ctx, visitor);
      if (!isOpenTo(visitor.user)) return answer(ctx, page, notForYou(page));
      try {
        answer(ctx, page, await handler(page, ctx));
      } catch (error) {
        answer(ctx, page, refusal(page, error));
      }
    });
  }

  return {
    routes,
    forUsers: (method, path, handler) => add(method, path, () => true, handler),
    forSuperusers: (method, path, handler) => add(method, path, ({ isSuperuser }) => isSuperuser, handler),
  };
}

function answer(ctx: Context, page: ConsolePage, shown: PageAnswer): void {
  const { basePath, lang, text } = page;
  if ("redirect" in shown) return seeOther(ctx, basePath + shown.redirect);
  ctx.status = shown.status ?? 200;
  const title = `${typeof shown.title === "string" ? shown.title : text.brand} · ${text.brand}`;
  answerPage(ctx, { title, basePath, lang, body: frame(page, shown), stylesheet: "/console.css" });
}

/** What a handler threw, as a page with a way out. Others than ours are not caught here. */
function refusal(page: ConsolePage, error: unknown): PageAnswer {
  if (!(error instanceof Problem)) throw error;
  const { text } = page;
  if (error.code === "reauth_required")
    return { redirect: addressOf({ basePath: "" }, "/reauth", { next: page.basePath + page.path }) };
  if (error.code === "not_found") return nothingHere(page, text.problems.notFound);
  if (error.code !== "conflict") throw error;
  return {
    status: error.status,
    name: undefined,
    title: text.problems.conflictTitle,
    hasNoUtcTimes: true,
    content: html`<p class="notice failed" role="alert">${error.message}</p>
      ${wayOut(page)}`,
  };
}

function notForYou(page: ConsolePage): PageAnswer {
  return nothingHere(
    page,
    page.text.problems.notSuperuser.replace("{name}", () => page.user.displayName),
  );
}

function nothingHere(page: ConsolePage, words: string): PageAnswer {
  const title = page.text.problems.notFoundTitle;
  return {
    status: 404,
    name: undefined,
    title,
    hasNoUtcTimes: true,
    content: html`<p>${words}</p>
      ${wayOut(page)}`,
  };
}

function wayOut(page: ConsolePage): Html {
  const { text, user } = page;
  const [name, words] = user.isSuperuser
    ? (["overview", text.problems.toOverview] as const)
    : (["own", text.problems.toOwn] as const);
  return html`<p><a class="button" href="${addressOf(page, CONSOLE_PATHS[name])}">${words}</a></p>`;
}
