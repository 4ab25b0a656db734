import Router, { type RouterContext } from "@koa/router";
import type { Context, Middleware } from "koa";
import type { UserResource } from "../server/contract/index.ts";
import { serveAssets } from "./assets.ts";
import { findMinutes } from "./content/archive.ts";
import type { Html } from "../server/http/html.ts";
import { layout } from "./layout.ts";
import { readManifest } from "./manifest.ts";
import { loginUrl, type Page, type Visit } from "./page.ts";
import { ageAnswer } from "./age-answer.ts";
import { administrationPage } from "./pages/administration.ts";
import { consentDemoPage } from "./pages/consent.ts";
import { filmDocument } from "./pages/film.ts";
import { frameworksPage } from "./pages/frameworks.ts";
import { homePage } from "./pages/home.ts";
import { mapDocument } from "./pages/map.ts";
import { membersPage } from "./pages/members.ts";
import { minutesDocumentPage } from "./pages/minutes-document.ts";
import { minutesListPage } from "./pages/minutes-list.ts";
import { forbiddenPage, notFoundPage } from "./pages/problem.ts";
import { stateDocument, themingPage } from "./pages/theming.ts";
import { visitPage } from "./pages/visit.ts";
import { widgetsPage } from "./pages/widgets.ts";

export interface DemoSiteOptions {
  /** Where Sereno is mounted, without a slash at the end. */
  basePath: string;
  clock: () => number;
  /** Who is signed in, undefined for nobody. */
  findUser: (ctx: Context) => Promise<UserResource | undefined>;
}

type Renderer = (visit: Visit, ctx: RouterContext) => Page;

/** As strict as a site can be that embeds Sereno: no inline script or style, nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join("; ");

/** The site at `/demo/`, with `/` leading to it. It knows Sereno as any host does: by its script, elements and forms. */
export function createDemoSite(options: DemoSiteOptions): Middleware {
  const router = new Router({ strict: true });
  const page = (path: string, render: Renderer) =>
    router.get(path, async (ctx) => {
      const visit = await readVisit(ctx, options);
      send(ctx, render(visit, ctx), visit);
    });
  const signedInPage = (path: string, render: Renderer) =>
    router.get(path, async (ctx) => {
      const visit = await readVisit(ctx, options);
      if (!visit.user) return redirectToLogin(ctx, visit);
      return send(ctx, render(visit, ctx), visit);
    });

  router.get(["/", "/demo"], (ctx) => ctx.redirect("/demo/"));
  page("/demo/", homePage);
  page("/demo/minutes", minutesListPage);
  page("/demo/minutes/:slug", (visit, ctx) => {
    const minutes = findMinutes(ctx.params["slug"] ?? "");
    return minutes ? minutesDocumentPage(minutes, visit) : notFoundPage();
  });
  page("/demo/visit", visitPage);
  page("/demo/consent", consentDemoPage);
  router.post("/demo/consent/earlier-policy", ageAnswer);
  page("/demo/widgets", widgetsPage);
  const manifest = readManifest();
  page("/demo/theming", () => themingPage(manifest));
  page("/demo/frameworks", frameworksPage);
  signedInPage("/demo/members", membersPage);
  signedInPage("/demo/administration", (visit) =>
    visit.user?.isSuperuser ? administrationPage() : forbiddenPage(visit),
  );
  router.get("/favicon.ico", (ctx) => ctx.redirect("/demo/assets/crest.svg"));
  router.get("/demo/theming/state", async (ctx, next) => {
    const document = stateDocument(await readVisit(ctx, options));
    return document ? sendHtml(ctx, document) : next();
  });
  router.get("/demo/embed/map", (ctx) => sendHtml(ctx, mapDocument()));
  router.get("/demo/embed/film", (ctx) => sendHtml(ctx, filmDocument()));
  router.get("/demo/assets/:name", serveAssets());
  page("/demo/*rest", notFoundPage);
  return router.routes() as Middleware;
}

async function readVisit(ctx: RouterContext, { basePath, clock, findUser }: DemoSiteOptions): Promise<Visit> {
  return {
    sereno: basePath,
    user: await findUser(ctx),
    url: ctx.url,
    query: new URLSearchParams(ctx.querystring),
    now: clock(),
  };
}

function redirectToLogin(ctx: RouterContext, visit: Visit): void {
  ctx.set("Cache-Control", "no-store");
  ctx.status = 303;
  ctx.redirect(loginUrl(visit));
}

function send(ctx: RouterContext, page: Page, visit: Visit): void {
  ctx.status = page.status ?? 200;
  sendHtml(ctx, layout(page, visit));
}

function sendHtml(ctx: RouterContext, document: Html): void {
  ctx.set({
    "Cache-Control": "no-store",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  });
  ctx.type = "html";
  ctx.body = document.text;
}
