import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readWidgetFiles } from "../../server/http/widget-files.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../support/app.ts";
import { answerBanner, collectErrors, launchBrowser } from "../support/browser-page.ts";
import { ROOT } from "../support/run-command.ts";

interface Context {
  app: TestApp;
  browser: Browser;
  site: Server;
  /** The site's own name, which is trusted. */
  www: string;
  /** Another name of the same domain, which is not. */
  other: string;
}

const BODY = `<main><h1>The site</h1><sereno-session-table scope="own"></sereno-session-table></main>
  <sereno-logout-button redirect="/left"></sereno-logout-button>`;

const test = suite<Context>("Sereno on a sub-domain of its own");

test.before(async (context) => {
  context.site = createServer().listen(0, "127.0.0.1");
  await once(context.site, "listening");
  const { port } = context.site.address() as AddressInfo;
  context.www = `http://www.town.localhost:${port}`;
  context.other = `http://other.town.localhost:${port}`;
  context.app = await startTestApp("sqlite", {
    widgets: await readWidgetFiles(join(ROOT, "dist/widgets")),
    hostname: "sereno.town.localhost",
    env: {
      SERENO_TRUSTED_ORIGINS: context.www,
      SERENO_COOKIE_DOMAIN: "town.localhost",
      // What holds with these holds with `lax`.
      SERENO_COOKIE_SAMESITE: "strict",
    },
  });
  const { origin } = context.app;
  context.site.on("request", (_, response) => {
    const policy = `default-src 'self'; script-src ${origin}; connect-src ${origin}`;
    response.writeHead(200, { "Content-Type": "text/html", "Content-Security-Policy": policy });
    response.end(`<!doctype html><html lang="en"><head><title>Site</title>
      <script type="module" src="${origin}/sereno/sereno.js"></script></head><body>${BODY}</body></html>`);
  });
  await context.app.createAccount("ana");
  context.browser = await launchBrowser();
});
test.after(async ({ app, browser, site }) => {
  await browser.close();
  await app.close();
  site.closeAllConnections();
  site.close();
});

function openProfile({ browser }: Context): Promise<BrowserContext> {
  return browser.newContext({ locale: "en-GB", reducedMotion: "reduce" });
}

/** Without what the server refused: nobody is signed in at first, and there is no icon. */
function withoutRefusals(errors: readonly string[]): string[] {
  return errors.filter((error) => !error.startsWith("Failed to load resource"));
}

/** From a page of the site: to the sign-in page at Sereno, and back by itself. */
async function signIn(profile: BrowserContext, { www, app }: Context): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(`${www}/account?page=2`);
  await answerBanner(page, "Reject all");
  await page.evaluate(() => window.sereno?.session.login());
  await page.waitForURL((url) => url.origin === app.origin);
  await page.getByLabel("Username").fill("ana");
  await page.getByLabel("Password").fill(TEST_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${www}/account?page=2`);
  return page;
}

function sessionStatus(page: Page, url: string): Promise<number | string> {
  return page.evaluate(
    (address) =>
      fetch(address, { credentials: "include" }).then(
        ({ status }) => status,
        (error: Error) => error.name,
      ),
    url,
  );
}

test("the banner is answered on the site, for all of its sub-domains, and the answer is recorded", async (context) => {
  const { www, app } = context;
  const profile = await openProfile(context);
  const errors = collectErrors(profile);
  const page = await profile.newPage();
  await page.goto(www);
  const recorded = page.waitForResponse((response) => response.request().method() === "PUT");
  await page.getByRole("button", { name: "Accept all" }).click();
  assert.is((await recorded).status(), 201);
  const [cookie, ...others] = (await profile.cookies(app.origin)).filter(
    ({ name }) => name === "sereno_consent",
  );
  assert.is(cookie?.domain, ".town.localhost");
  assert.equal(others, []);
  const other = await profile.newPage();
  await other.goto(`${www}/other`);
  assert.is(await other.evaluate(() => window.sereno?.consent.has("analytics")), true);
  assert.is(await other.locator("sereno-consent-banner").count(), 0);
  assert.equal(withoutRefusals(errors), []);
  await profile.close();
});

test("signing in leads to Sereno and back; table, stream and logout work from the site's page", async (context) => {
  const { www, app } = context;
  const profile = await openProfile(context);
  const errors = collectErrors(profile);
  const stream = profile.waitForEvent("response", (response) => response.url().includes("/api/events"));
  const page = await signIn(profile, context);
  assert.is((await stream).status(), 200);
  const cookies = await profile.cookies(app.origin);
  const session = cookies.find(({ name }) => name === "sereno_sid");
  assert.equal([session?.domain, session?.httpOnly, session?.sameSite], [".town.localhost", true, "Strict"]);
  await page.getByText("This device").first().waitFor();
  await page.getByRole("button", { name: "Log out" }).click();
  await page.waitForURL(`${www}/left`);
  assert.is(await sessionStatus(page, `${app.base}/api/session`), 401);
  assert.equal(withoutRefusals(errors), []);
  await profile.close();
});

test("an open page of the site hears at once that its session was ended", async (context) => {
  const profile = await openProfile(context);
  const stream = profile.waitForEvent("response", (response) => response.url().includes("/api/events"));
  const page = await signIn(profile, context);
  await stream;
  const { sessions, accounts } = context.app.app.services;
  const ana = await accounts.findByUsername("ana");
  await sessions.endAllOf(ana?.id ?? "", { reason: "forced", message: "Seen on another computer" });
  await page.getByText("Seen on another computer").first().waitFor();
  await profile.close();
});

test("an origin that is not listed gets nothing, although its pages are of the same site", async (context) => {
  const { app, other } = context;
  const profile = await openProfile(context);
  await signIn(profile, context);
  const page = await profile.newPage();
  await page.goto(other);
  assert.is(await page.evaluate(() => typeof window.sereno), "undefined");
  assert.is(await sessionStatus(page, `${app.base}/api/session`), "TypeError");
  const outcome = await page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const source = new EventSource(url, { withCredentials: true });
        source.addEventListener("session", () => resolve("heard"));
        source.addEventListener("error", () =>
          resolve(source.readyState === EventSource.CLOSED ? "refused" : "broken"),
        );
      }),
    `${app.base}/api/events`,
  );
  assert.is(outcome, "refused");
  // A form's request needs nobody's leave, and brings the cookies: the server refuses it.
  const answer = page.waitForResponse((response) => response.url().endsWith("/api/auth/logout"));
  await page.evaluate(
    (url) => void fetch(url, { method: "POST", mode: "no-cors", credentials: "include", body: "" }),
    `${app.base}/api/auth/logout`,
  );
  assert.is((await answer).status(), 403);
  await page.goto(context.www);
  assert.is(await sessionStatus(page, `${app.base}/api/session`), 200);
  await profile.close();
});

test.run();
