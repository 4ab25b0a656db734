import { join } from "node:path";
import type Koa from "koa";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readWidgetFiles } from "../../server/http/widget-files.ts";
import { launchBrowser } from "../support/browser-page.ts";
import { type ProviderApp, startProviderApp } from "../support/provider-app.ts";
import { ROOT } from "../support/run-command.ts";

interface Context {
  browser: Browser;
}

const MINUTE = 60_000;
const HOST_PATH = "/host";
/** Where `?table` stands on it, people end their sessions. */
const PAGE = `<!doctype html><html lang="en"><head><title>Host</title>
  <script type="module" src="/sereno/sereno.js"></script></head><body><main><h1>A page of the host</h1>`;
const TABLE = `<sereno-session-table scope="own"></sereno-session-table>`;

const test = suite<Context>("sign-in with a provider, in a browser");

test.before(async (context) => {
  context.browser = await launchBrowser();
});
test.after(({ browser }) => browser.close());

/** Runs `work` with a server and a provider of its own. */
async function withApp(
  env: Record<string, string>,
  work: (app: ProviderApp) => Promise<void>,
): Promise<void> {
  const widgets = await readWidgetFiles(join(ROOT, "dist/widgets"));
  const app = await startProviderApp("sqlite", { widgets, env, site: serveHostPage });
  app.identityProvider.accounts.set("ana", { name: "Ana García", preferred_username: "ana" });
  await work(app).finally(app.close);
}

function serveHostPage(ctx: Koa.Context): void {
  if (ctx.path === HOST_PATH) ctx.body = PAGE + (ctx.search === "?table" ? TABLE : "");
}

/** A browser of its own. */
function openProfile(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ locale: "en-GB", reducedMotion: "reduce" });
}

/** At the provider: its own pages ask who it is, then whether this site may know. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await allowThere(page);
}

/** It asks only where it has not been allowed before. */
async function allowThere(page: Page): Promise<void> {
  const allow = page.getByRole("button", { name: "Continue" });
  await Promise.race([allow.waitFor(), page.waitForURL((url) => url.pathname === HOST_PATH)]);
  if (await allow.isVisible()) await allow.click();
}

async function signIn(profile: BrowserContext, base: string, search = "?page=2"): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(`${base}/login?next=${encodeURIComponent(HOST_PATH + search)}`);
  await page.getByRole("link", { name: "Continue with Example" }).click();
  await signInThere(page, "ana");
  await page.waitForURL((url) => url.pathname === HOST_PATH && url.search === search);
  return page;
}

/** In the table: asked for, and confirmed. */
async function endOther(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^End/ }).first().click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^(End|Sign out)/ })
    .click();
}

function nameOnPage(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    await window.sereno?.session.ready;
    return window.sereno?.session.user?.displayName;
  });
}

test("the sign-in page leads to the provider, and from there to the page that was wanted", ({ browser }) =>
  withApp({}, async (app) => {
    const profile = await openProfile(browser);
    const page = await signIn(profile, app.base);
    assert.is(await nameOnPage(page), "Ana García");
    const cookies = await profile.cookies(app.origin);
    assert.is(cookies.find(({ name }) => name === "sereno_sid")?.httpOnly, true);
    assert.not.ok(cookies.some(({ name }) => name.endsWith("_oauth_state")));
    await profile.close();
  }));

test("cookies of SameSite=Strict hold from the first page after the provider's", ({ browser }) =>
  withApp({ SERENO_COOKIE_SAMESITE: "strict" }, async (app) => {
    const profile = await openProfile(browser);
    const page = await signIn(profile, app.base);
    assert.is(await nameOnPage(page), "Ana García");
    await profile.close();
  }));

test("who cancels there reads here that nobody is signed in, and may try again", ({ browser }) =>
  withApp({}, async (app) => {
    const profile = await openProfile(browser);
    const page = await profile.newPage();
    await page.goto(`${app.base}/login?next=${HOST_PATH}`);
    await page.getByRole("link", { name: "Continue with Example" }).click();
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("alert").getByText("access was refused at Example").waitFor();
    await page.getByRole("link", { name: "Continue with Example" }).click();
    await signInThere(page, "ana");
    await page.waitForURL((url) => url.pathname === HOST_PATH);
    assert.is(await nameOnPage(page), "Ana García");
    await profile.close();
  }));

for (const sameSite of ["lax", "strict"]) {
  test(`who must confirm is led to the provider, and then does what was asked (${sameSite})`, ({ browser }) =>
    withApp({ SERENO_COOKIE_SAMESITE: sameSite }, async (app) => {
      // The provider's clock is the real one: ours returns to it.
      app.clock.advance(-20 * MINUTE);
      const elsewhere = await openProfile(browser);
      await signIn(elsewhere, app.base);
      const here = await openProfile(browser);
      const page = await signIn(here, app.base, "?table");
      app.clock.advance(20 * MINUTE);
      await page.reload();
      await endOther(page);
      await page.getByRole("link", { name: "Continue with Example" }).click();
      await signInThere(page, "ana");
      await page.waitForURL((url) => url.pathname === HOST_PATH && url.search === "?table");
      await endOther(page);
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      assert.is((await elsewhere.request.get(`${app.base}/api/session`)).status(), 401);
      for (const profile of [elsewhere, here]) await profile.close();
    }));
}

test.run();
