import { type Browser, type BrowserContext, type Page, type Request } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import type { SessionAnswer } from "../../server/contract/index.ts";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { findFreePort } from "../support/free-port.ts";
import { type RelaxedProxy, startRelaxedProxy } from "../support/relaxed-proxy.ts";

interface Context {
  server: DemoServer;
  proxy: RelaxedProxy;
  browser: Browser;
  origin: string;
}

interface Restored {
  persisted: boolean;
  visibility: string;
}

/** https://developer.mozilla.org/docs/Web/API/PerformanceNavigationTiming/notRestoredReasons */
interface NavigationWithReasons extends PerformanceEntry {
  notRestoredReasons?: unknown;
}

const MEMBERS = "/demo/members";
const RESTORED = "restored: ";

const test = suite<Context>("tabs of one session");

test.before(async (context) => {
  const port = await findFreePort();
  context.origin = `http://localhost:${port}`;
  context.server = await startDemoServer({ environment: { SERENO_ORIGIN: context.origin } });
  // Signed-in pages of the demo are not stored at all; other hosts' are.
  context.proxy = await startRelaxedProxy(port, () => context.server.origin);
  context.browser = await launchBrowser({ without: ["--disable-back-forward-cache"] });
});
test.after(async ({ server, proxy, browser }) => {
  await browser.close();
  await proxy.stop();
  await server.stop();
});

test("one tab holds the stream for all, and another takes it within 2 s when that tab goes", async (context) => {
  const profile = await signInAsAna(context);
  const streams: Page[] = [];
  profile.on("request", (request) => {
    if (isStream(request)) streams.push(request.frame().page());
  });
  const opened = profile.waitForEvent("request", isStream);
  const first = await openMembers(profile);
  await opened;
  const [second, third] = [await openMembers(profile), await openMembers(profile)];
  assert.equal(streams, [first]);
  const taken = profile.waitForEvent("request", { predicate: isStream, timeout: 2_000 });
  await Promise.all([taken, first.close()]);
  assert.is(streams.length, 2);
  assert.ok([second, third].includes(streams[1] as Page));
  await profile.close();
});

test("a logout in one tab takes the others along, after they have asked the server", async (context) => {
  const profile = await signInAsAna(context);
  const [first, second] = [await openMembers(profile), await openMembers(profile)];
  await first.getByRole("banner").getByRole("button", { name: "Log out" }).click();
  for (const page of [first, second]) {
    await page.waitForURL((url) => url.pathname === "/demo/");
    await page.getByRole("link", { name: "Sign in" }).waitFor();
  }
  assert.is((await profile.request.get("/sereno/api/session")).status(), 401);
  await profile.close();
});

test("the back button shows a page of a living session, and never one of a session that has ended", async (context) => {
  const profile = await signInAsAna(context);
  const page = await profile.newPage();
  await openAndSettle(page, MEMBERS);
  await tellRestorations(page);

  await openAndSettle(page, "/demo/visit");
  const restored = { persisted: true, visibility: "hidden" };
  assert.equal(await goBack(page), restored, "from the cache, hidden until the server has answered");
  await page.waitForFunction(() => getComputedStyle(document.body).visibility === "visible");
  assert.ok(await page.getByText("Reserved annexes").isVisible());

  await openAndSettle(page, "/demo/visit");
  await logOutBehindTheBack(profile);
  assert.equal(await goBack(page), restored, "from the cache, and never shown");
  await page.waitForURL((url) => url.pathname === "/sereno/login");
  await profile.close();
});

/** Until the page's last request is answered: a browser may give up a stored page that still receives something. */
async function openAndSettle(page: Page, path: string): Promise<void> {
  const counted = page.waitForResponse((answer) => answer.url().endsWith("/api/session/page-view"));
  const streamed = page.waitForResponse((answer) => isStream(answer.request()));
  await page.goto(path);
  await Promise.all([counted.then((answer) => answer.finished()), streamed]);
  await page.waitForFunction(() => window.sereno?.session.isAuthenticated);
}

async function tellRestorations(page: Page): Promise<void> {
  await page.evaluate((prefix) => {
    addEventListener("pageshow", ({ persisted }) => {
      const { visibility } = getComputedStyle(document.body);
      console.info(prefix + JSON.stringify({ persisted, visibility }));
    });
  }, RESTORED);
}

/**
 * Goes back to a page that tells its restorations. Nothing is evaluated before it has told: until then a script
 * may run in either page. Fails with the browser's reasons for not restoring.
 */
async function goBack(page: Page): Promise<Restored> {
  const [message] = await Promise.all([
    page
      .waitForEvent("console", { predicate: (one) => one.text().startsWith(RESTORED), timeout: 10_000 })
      .catch(() => undefined),
    page.goBack({ waitUntil: "commit" }),
  ]);
  assert.ok(message, `not restored: ${message ? "" : await findReasons(page)}`);
  return JSON.parse(message.text().slice(RESTORED.length)) as Restored;
}

function findReasons(page: Page): Promise<string> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as NavigationWithReasons[];
    return JSON.stringify(navigation?.notRestoredReasons);
  });
}

async function signInAsAna({ browser, origin }: Context): Promise<BrowserContext> {
  const profile = await browser.newContext({
    baseURL: origin,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await profile.newPage();
  await page.goto(`/sereno/login?next=${encodeURIComponent(MEMBERS)}`);
  await page.getByLabel("Username").fill("ana");
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === MEMBERS);
  await page.close();
  return profile;
}

async function openMembers(profile: BrowserContext): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(MEMBERS);
  await page.waitForFunction(() => window.sereno?.session.isAuthenticated);
  return page;
}

/** Ends the session on the server without any page knowing. */
async function logOutBehindTheBack(profile: BrowserContext): Promise<void> {
  const state = await profile.request.get("/sereno/api/session");
  const { csrfToken } = (await state.json()) as SessionAnswer;
  const answer = await profile.request.post("/sereno/api/auth/logout", {
    headers: { "X-CSRF-Token": csrfToken, Origin: new URL(state.url()).origin },
    data: {},
  });
  assert.is(answer.status(), 200);
}

function isStream(request: Request): boolean {
  return new URL(request.url()).pathname.endsWith("/api/events");
}

test.run();
