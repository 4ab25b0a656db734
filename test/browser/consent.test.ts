import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { answerBanner, collectErrors, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

/** A host's page, strict about what may run on it. */
const PAGE = "/host";
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'";
const RESTORED = "restored: ";
const BODY = `<main><h1>A page of the host</h1><a href="/sereno/consent" data-sereno-open="consent">Cookies</a></main>`;

const test = suite<Context>("consent on a host's page");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser({ without: ["--disable-back-forward-cache"] });
});

test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

test("runs under a strict content security policy, from the question to the receipt", async (context) => {
  const profile = await openProfile(context);
  const errors = collectErrors(profile);
  const page = await open(profile);
  const recorded = page.waitForResponse((response) => response.request().method() === "PUT");
  await page.getByRole("button", { name: "Choose…" }).click();
  await page.getByRole("checkbox", { name: "Statistics" }).check();
  await page.getByRole("button", { name: "Save choices" }).click();
  const response = await recorded;
  assert.is(response.status(), 201);
  assert.equal((await response.json()).granted, ["analytics"]);
  const exported = await page.evaluate(() => window.sereno?.consent.export());
  assert.match(JSON.stringify(exported?.["record"]), '"granted":["analytics"]');
  assert.equal(errors, []);
  await profile.close();
});

test("sends one page view with consent to analytics, none without, none when the site does not want it", async (context) => {
  const profile = await openProfile(context);
  const views: string[] = [];
  profile.on("request", (request) => {
    if (request.url().endsWith("/page-view")) views.push(request.method());
  });
  const page = await open(profile);
  await answerBanner(page, "Reject all");
  await page.reload({ waitUntil: "networkidle" });
  assert.equal(views, []);
  const answer = page.waitForResponse("**/page-view");
  await page.evaluate(() => window.sereno?.consent.acceptAll());
  assert.is((await answer).status(), 204);
  await Promise.all([page.waitForResponse("**/page-view"), page.reload({ waitUntil: "networkidle" })]);
  assert.equal(views, ["POST", "POST"]);
  await page.goto(`${PAGE}?data-page-views=off`, { waitUntil: "networkidle" });
  assert.is(await page.evaluate(() => window.sereno?.consent.has("analytics")), true);
  assert.is(views.length, 2);
  await profile.close();
});

test("Esc closes the preferences without an answer, and gives the focus back", async (context) => {
  const profile = await openProfile(context);
  const page = await open(profile);
  const link = page.getByRole("link", { name: "Cookies" });
  await link.press("Enter");
  await page.getByRole("checkbox", { name: "Marketing" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement?.textContent === "Cookies");
  assert.is(await page.evaluate(() => document.cookie), "");
  assert.is(await page.getByRole("button", { name: "Accept all" }).isVisible(), true);
  await profile.close();
});

test("bfcache restore: a page left before another tab answered follows when it comes back", async (context) => {
  const profile = await openProfile(context);
  const page = await open(profile);
  const settled = [isDecision, isPageView].map((isIt) => page.waitForResponse((one) => isIt(one.request())));
  await page.getByRole("button", { name: "Accept all" }).click();
  // A browser may give up a stored page that still receives something.
  for (const response of await Promise.all(settled)) await response.finished();
  // And one that keeps what another wants: the sender of decisions holds its lock until storage has settled.
  await page.evaluate(async () => {
    while ((await navigator.locks.query()).held?.length) await new Promise(requestAnimationFrame);
  });
  await tellRestorations(page);
  const other = await profile.newPage();
  await other.goto(PAGE);
  await page.goto("/sereno/consent");
  const recorded = other.waitForResponse((one) => isDecision(one.request()));
  await other.evaluate(() => window.sereno?.consent.rejectAll());
  await recorded;
  assert.equal(await goBack(page), { persisted: true, allowed: false });
  await profile.close();
});

test("asks once in a browser session as long as nobody answers", async (context) => {
  const profile = await openProfile(context);
  const page = await open(profile);
  await page.reload({ waitUntil: "networkidle" });
  assert.is(await page.getByRole("button", { name: "Accept all" }).isVisible(), false);
  const other = await open(profile);
  assert.is(await other.getByRole("button", { name: "Accept all" }).isVisible(), true);
  await profile.close();
});

test("takes the answer and tells when the server cannot record it, granting nothing by itself", async (context) => {
  const profile = await openProfile(context);
  await profile.route("**/sereno/api/**", (route) => route.abort());
  const page = await open(profile);
  assert.is(await page.evaluate(() => window.sereno?.consent.has("functional")), false);
  const failed = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener("sereno-consent-error", ({ failed: what, status }) =>
          resolve([what, status]),
        );
      }),
  );
  await page.getByRole("button", { name: "Accept all" }).click();
  assert.equal(await failed, ["record", 0]);
  assert.is(await page.evaluate(() => window.sereno?.consent.has("functional")), true);
  await profile.close();
});

test("follows the page's theme, and data-theme over it", async (context) => {
  const profile = await openProfile(context, { colorScheme: "dark" });
  const page = await open(profile);
  const surface = () =>
    page
      .getByRole("region", { name: "Cookies on this site" })
      .evaluate((region) => getComputedStyle(region).backgroundColor);
  assert.is(await surface(), "rgb(255, 255, 255)", "a page without a dark theme");
  await page.evaluate(() => (document.documentElement.style.colorScheme = "light dark"));
  assert.is(await surface(), "rgb(18, 24, 41)", "a page that follows the system");
  await page.evaluate(() => (document.documentElement.dataset["theme"] = "light"));
  assert.is(await surface(), "rgb(255, 255, 255)", "a page whose visitor chose light");
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(`${PAGE}?data-theme=dark`);
  assert.is(await surface(), "rgb(18, 24, 41)", "a site that says so in its tag");
  await profile.close();
});

test.run();

/** Tells on the console, on each `pageshow`, whether the page was restored, and what it allows by then. */
async function tellRestorations(page: Page): Promise<void> {
  await page.evaluate((prefix) => {
    addEventListener("pageshow", ({ persisted }) => {
      const allowed = window.sereno?.consent.has("analytics");
      console.info(prefix + JSON.stringify({ persisted, allowed }));
    });
  }, RESTORED);
}

/**
 * Goes back to a page that tells its restorations. Nothing is evaluated before it has told: until then a script may
 * run in either page. Fails with the browser's reasons for not restoring.
 */
async function goBack(page: Page): Promise<unknown> {
  const [message] = await Promise.all([
    page
      .waitForEvent("console", { predicate: (one) => one.text().startsWith(RESTORED) })
      .catch(() => undefined),
    page.goBack({ waitUntil: "commit" }),
  ]);
  assert.ok(message, `not restored: ${message ? "" : await findReasons(page)}`);
  return JSON.parse(message.text().slice(RESTORED.length));
}

/** https://developer.mozilla.org/docs/Web/API/PerformanceNavigationTiming/notRestoredReasons */
function findReasons(page: Page): Promise<string> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation");
    return JSON.stringify((navigation as { notRestoredReasons?: unknown } | undefined)?.notRestoredReasons);
  });
}

function isDecision(request: Request): boolean {
  return request.method() === "PUT" && request.url().includes("/consent/decisions/");
}

function isPageView(request: Request): boolean {
  return request.url().endsWith("/page-view");
}

async function openProfile(
  { server, browser }: Context,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const profile = await browser.newContext({ baseURL: server.origin, locale: "en-GB", ...options });
  await profile.route(
    (url) => url.pathname === PAGE,
    (route) => {
      const attributes = new URL(route.request().url()).search.slice(1);
      const script = `<script type="module" src="/sereno/sereno.js" ${attributes}></script>`;
      return route.fulfill({
        contentType: "text/html",
        headers: { "Content-Security-Policy": POLICY },
        body: `<!doctype html><html lang="en"><title>Host</title>${script}${BODY}`,
      });
    },
  );
  return profile;
}

/** Opens the page and waits for the question. */
async function open(profile: BrowserContext): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(PAGE);
  await page.getByRole("button", { name: "Accept all" }).waitFor();
  return page;
}
