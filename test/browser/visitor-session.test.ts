import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { ProblemDetails, SessionAnswer } from "../../server/contract/index.ts";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const PAGE = "/host";
const HTML = `<!doctype html><html lang="en"><title>Host</title><script type="module" src="/sereno/sereno.js"></script>`;

const test = suite<Context>("a visitor's session in the browser");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});

test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

test("begins with consent to analytics, follows the pages, and ends with the consent", async (context) => {
  const profile = await openProfile(context);
  const page = await profile.newPage();
  await page.goto(PAGE);
  await page.getByRole("button", { name: "Accept all" }).waitFor();
  assert.equal(await readSession(page), { status: 401, code: "unauthenticated" });

  await answer(page, "acceptAll");
  const cookie = (await profile.cookies()).find(({ name }) => name === "sereno_sid");
  assert.is(cookie?.httpOnly, true);
  assert.is(cookie?.expires, -1);

  const view = page.waitForResponse("**/api/session/page-view");
  await page.reload();
  assert.is((await view).status(), 200);
  const { session } = await readSession(page);
  assert.is(session?.kind, "anonymous");
  assert.is(session?.user, null);
  assert.equal(
    session?.pathHistory?.map(({ path }) => path),
    [PAGE],
  );
  assert.is(await page.evaluate(() => window.sereno?.session.isAuthenticated), false);

  await answer(page, "withdraw");
  const ended = await readSession(page);
  assert.equal([ended.status, ended.endReason], [401, "consent_withdrawn"]);
  await profile.close();
});

test.run();

async function openProfile({ server, browser }: Context): Promise<BrowserContext> {
  const profile = await browser.newContext({ baseURL: server.origin, locale: "en-GB" });
  await profile.route(
    (url) => url.pathname === PAGE,
    (route) => route.fulfill({ contentType: "text/html", body: HTML }),
  );
  return profile;
}

/** Answers through the page's own API, and waits for the record. */
async function answer(page: Page, choice: "acceptAll" | "withdraw"): Promise<void> {
  const recorded = page.waitForResponse((response) => response.request().method() === "PUT");
  await page.evaluate((chosen) => window.sereno?.consent[chosen](), choice);
  assert.is((await recorded).status(), 201);
}

async function readSession(
  page: Page,
): Promise<
  Partial<SessionAnswer> & Pick<Partial<ProblemDetails>, "code" | "endReason"> & { status: number }
> {
  return page.evaluate(async () => {
    const response = await fetch("/sereno/api/session");
    const { session, code, endReason } = await response.json();
    const told = { session, code, endReason };
    const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
    return { status: response.status, ...given };
  });
}
