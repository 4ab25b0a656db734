import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readWidgetFiles } from "../../server/http/widget-files.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../support/app.ts";
import { launchBrowser } from "../support/browser-page.ts";
import { findFreePort } from "../support/free-port.ts";
import { HOST_PATH, openHost } from "../support/host-page.ts";
import { startRelaxedProxy } from "../support/relaxed-proxy.ts";
import { ROOT } from "../support/run-command.ts";
import { isStream, signIn } from "../support/visitors.ts";

interface Context {
  app: TestApp;
  browser: Browser;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** After that much of the two hours the page asks. */
const UNTIL_WARNING_MS = 118 * MINUTE_MS + 1_000;
/** Where browsers let a page beyond localhost load from this computer: it must come from there itself. */
const OWN_PAGE = "/sereno/sessions";
const QUESTION = "Still there?";

const test = suite<Context>("the end of a session by time");

test.before(async (context) => {
  context.browser = await launchBrowser({ args: ["--host-resolver-rules=MAP sereno.test 127.0.0.1"] });
});

test.after(({ browser }) => browser.close());

test.before.each(async (context) => {
  context.app = await startApp();
  await context.app.createAccount("ana");
});

test.after.each(({ app }) => app.close());

test("one answer to the question closes it in all tabs", async ({ app, browser }) => {
  const profile = await signInAtHost(browser, app, app.origin);
  const tabs = [await openSettled(profile), await openSettled(profile)];
  await pass(app, profile, UNTIL_WARNING_MS);
  const dialogs = tabs.map((page) => page.getByRole("alertdialog", { name: QUESTION }));
  await Promise.all(dialogs.map((dialog) => dialog.waitFor()));
  const extended: string[] = [];
  profile.on("request", (request) => {
    if (request.url().endsWith("/api/session/extend")) extended.push(request.url());
  });
  await dialogs[1]?.getByRole("button", { name: "Stay signed in" }).click();
  await Promise.all(dialogs.map((dialog) => dialog.waitFor({ state: "hidden" })));
  assert.is(extended.length, 1);
  assert.is((await profile.request.get("/sereno/api/session")).status(), 200);
  await profile.close();
});

test("a computer that slept through the end says on waking that it is over, and asks nothing", async ({
  app,
  browser,
}) => {
  const profile = await signInAtHost(browser, app, app.origin);
  const page = await openSettled(profile);
  await pass(app, profile, 3 * HOUR_MS);
  await page.getByText("You were signed out after a time without activity").waitFor();
  assert.is(await page.getByRole("alertdialog", { name: QUESTION }).isVisible(), false);
  await profile.close();
});

test("a clock that jumps asks nobody; the question comes by the server's clock, with the server's time", async ({
  app,
  browser,
}) => {
  const profile = await signInAtHost(browser, app, app.origin);
  const page = await openSettled(profile);
  const checked = page.waitForResponse((answer) => answer.url().endsWith("/api/session"));
  await profile.clock.fastForward(UNTIL_WARNING_MS);
  assert.is((await checked).status(), 200);
  assert.is(await page.getByRole("alertdialog", { name: QUESTION }).isVisible(), false);
  await pass(app, profile, UNTIL_WARNING_MS);
  await page.getByRole("alertdialog", { name: QUESTION }).waitFor();
  assert.match(await page.getByRole("timer").innerText(), /^1:\d\d$/);
  await profile.close();
});

test("without Web Locks, as on plain http, each page polls, and says what it learns", async ({ browser }) => {
  const port = await findFreePort();
  const origin = `http://sereno.test:${port}`;
  const app = await startApp({ SERENO_ORIGIN: origin });
  const proxy = await startRelaxedProxy(port, () => app.origin);
  await app.createAccount("ana");
  const profile = await signInAtHost(browser, app, origin, OWN_PAGE);
  const streams: string[] = [];
  profile.on("request", (request) => {
    if (isStream(request)) streams.push(request.url());
  });
  const tabs = [await openSettled(profile, OWN_PAGE), await openSettled(profile, OWN_PAGE)];
  assert.is(await tabs[0]?.evaluate(() => "locks" in navigator), false);
  const id = await tabs[0]?.evaluate(
    async () => (await (await fetch("/sereno/api/session")).json()).session.id,
  );
  const found = await app.app.services.sessions.findById(String(id));
  if (found) await app.app.services.sessions.end([found], { reason: "forced", message: "Shared computer" });
  await profile.clock.fastForward(31_000);
  await Promise.all(tabs.map((page) => page.getByText("Shared computer").waitFor()));
  assert.equal(streams, []);
  await profile.close();
  await proxy.stop();
  await app.close();
});

test.run();

async function startApp(env: Record<string, string> = {}): Promise<TestApp> {
  return startTestApp("sqlite", { env, widgets: await readWidgetFiles(join(ROOT, "dist/widgets")) });
}

/** Its pages have a clock that the test moves, at first the server's. */
async function signInAtHost(
  browser: Browser,
  app: TestApp,
  origin: string,
  path = HOST_PATH,
): Promise<BrowserContext> {
  const profile = await openHost(browser, origin, {}, { reducedMotion: "reduce" });
  await profile.clock.install({ time: app.clock() });
  const page: Page = await profile.newPage();
  await signIn(page, "ana", path, TEST_PASSWORD);
  await page.close();
  return profile;
}

/** Its page view is counted, which is activity, and the question can be put. */
async function openSettled(profile: BrowserContext, path = HOST_PATH): Promise<Page> {
  const page = await profile.newPage();
  const counted = page.waitForResponse((answer) => answer.url().endsWith("/api/session/page-view"));
  await page.goto(path);
  await counted;
  await page.waitForFunction(() => document.querySelector("sereno-session-timeout")?.shadowRoot);
  return page;
}

/** Lets time pass for the server and for all pages. */
async function pass(app: TestApp, profile: BrowserContext, ms: number): Promise<void> {
  app.clock.advance(ms);
  await profile.clock.fastForward(ms);
}
