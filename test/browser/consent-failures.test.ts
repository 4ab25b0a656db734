import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { allowedOn, HOST_PATH, openHost, openQuestion } from "../support/host-page.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const ALL = ["functional", "analytics", "marketing"];
const HOUR_MS = 3_600_000;
const ID = "00000000-0000-4000-8000-000000000001";

const test = suite<Context>("consent when something fails");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});

test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

test("two tabs: an answer in one holds in the other, whose banner goes", async (context) => {
  const profile = await open(context);
  const [one, other] = [await openQuestion(profile), await openQuestion(profile)];
  await other.evaluate(() =>
    document.addEventListener("sereno-consent-change", ({ source }) => Object.assign(window, { source })),
  );
  await one.getByRole("button", { name: "Accept all" }).click();
  const source = await other.waitForFunction(() => (window as { source?: string }).source);
  assert.is(await source.jsonValue(), "tab");
  assert.equal(await allowedOn(other), ALL);
  await other.getByRole("button", { name: "Accept all" }).waitFor({ state: "hidden" });
  await profile.close();
});

test("storage that throws: the answer holds on the page, nothing is kept, and the next page asks", async (context) => {
  const profile = await open(context);
  await profile.addInitScript(() => {
    const blocked: PropertyDescriptor = {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    };
    for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, blocked);
    Object.defineProperty(Document.prototype, "cookie", blocked);
    Object.defineProperty(navigator, "locks", {
      value: {
        async request() {
          throw new DOMException("blocked", "SecurityError");
        },
      },
    });
    Object.defineProperty(window, "BroadcastChannel", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  const errors: Error[] = [];
  profile.on("weberror", (error) => errors.push(error.error()));
  const page = await openQuestion(profile);
  assert.equal(await allowedOn(page), []);
  const change = nextChange(page);
  const recorded = page.waitForResponse(isDecision);
  await page.getByRole("button", { name: "Accept all" }).click();
  assert.is((await change).persisted, false);
  assert.is((await recorded).status(), 201);
  assert.equal(await allowedOn(page), ALL);
  await page.reload();
  await page.getByRole("button", { name: "Accept all" }).waitFor();
  assert.equal(await allowedOn(page), []);
  assert.equal(errors, []);
  await profile.close();
});

test("an element of the host named sereno is not taken for the script", async ({ browser, server }) => {
  const profile = await openHost(browser, server.origin, { body: `<section id="sereno">About us</section>` });
  const page = await openQuestion(profile);
  assert.equal(await allowedOn(page), []);
  assert.is(await page.evaluate(() => window.sereno?.consent.get().decided), false);
  await profile.close();
});

test("a refusal holds while what stores it cannot be loaded, and closes at once what was open", async ({
  browser,
  server,
}) => {
  const body = `<iframe data-consent="analytics" data-src="/sereno/health" title="Map"></iframe>`;
  const profile = await openHost(browser, server.origin, { body });
  const page = await openQuestion(profile);
  await page.getByRole("button", { name: "Accept all" }).click();
  await page.locator("iframe[src]").waitFor();
  await profile.route("**/assets/answer-*.js", (route) => route.abort());
  await page.reload();
  await page.locator("iframe[src]").waitFor();
  assert.equal(await allowedOn(page), ALL);
  await page.evaluate(() => window.sereno?.consent.withdraw());
  await page.locator("iframe[src]").waitFor({ state: "detached" });
  await page.evaluate(() => {
    for (const type of ["focus", "storage", "pageshow"]) dispatchEvent(new Event(type));
  });
  assert.equal(await allowedOn(page), []);
  await profile.unroute("**/assets/answer-*.js");
  await page.evaluate(() => window.sereno?.consent.set({ granted: ["functional"] }));
  assert.equal(await allowedOn(page), ["functional"]);
  await profile.close();
});

test("full quota: the answer is kept in the cookie and recorded", async (context) => {
  const profile = await open(context);
  await profile.addInitScript(() => {
    for (const storage of [localStorage, sessionStorage]) {
      for (let size = 2 ** 22; size >= 1; size /= 2) {
        try {
          for (let count = 0; ; count++) storage.setItem(`full-${size}-${count}`, "x".repeat(size));
        } catch {
          // As full as that.
        }
      }
    }
  });
  const page = await openQuestion(profile);
  assert.equal(await allowedOn(page), []);
  const recorded = page.waitForResponse(isDecision);
  await page.getByRole("button", { name: "Reject all" }).click();
  assert.is((await recorded).status(), 201);
  await page.reload();
  assert.equal(await page.evaluate(() => window.sereno?.consent.get().decided), true);
  await profile.close();
});

test("server down: asks, grants nothing, takes the answer; coming back later it gets it once, with its own time", async (context) => {
  const profile = await open(context);
  await profile.route("**/sereno/api/**", (route) => route.abort());
  const page = await openQuestion(profile);
  assert.equal(await allowedOn(page), []);
  const failed = nextError(page);
  await page.getByRole("button", { name: "Accept all" }).click();
  assert.equal(await failed, { failed: "record", status: 0, willRetry: true });
  assert.equal(await allowedOn(page), ALL);
  const { id, decidedAt } = await consentOf(page);
  await page.close();
  await profile.unroute("**/sereno/api/**");
  const statuses: number[] = [];
  profile.on("response", (response) => void (isDecision(response) && statuses.push(response.status())));
  await profile.clock.setSystemTime(Date.now() + HOUR_MS);
  const [later, sibling] = [await profile.newPage(), await profile.newPage()];
  const recorded = profile.waitForEvent("response", isDecision);
  await Promise.all([later.goto(HOST_PATH), sibling.goto(HOST_PATH)]);
  const response = await recorded;
  assert.is(response.status(), 201);
  const record = await response.json();
  assert.equal([record.id, record.decidedAt], [id, decidedAt]);
  await later.waitForFunction(() => localStorage.getItem("sereno_queue") === null);
  await Promise.all([later.reload({ waitUntil: "networkidle" }), sibling.waitForLoadState("networkidle")]);
  assert.equal(statuses, [201]);
  await profile.close();
});

test("server slow by 3 s and more: asks, grants nothing, and the answer holds before the server has it", async (context) => {
  const profile = await open(context);
  const held: (() => void)[] = [];
  await profile.route("**/sereno/api/**", async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  const page = await openQuestion(profile);
  assert.equal(await allowedOn(page), []);
  const asked = page.waitForRequest((request) => request.method() === "PUT");
  await page.getByRole("button", { name: "Reject all" }).click();
  await asked;
  await page.getByRole("button", { name: "Accept all" }).waitFor({ state: "hidden" });
  assert.equal((await consentOf(page)).decided, true);
  const recorded = page.waitForResponse(isDecision);
  await profile.unroute("**/sereno/api/**");
  for (const release of held) release();
  assert.is((await recorded).status(), 201);
  await profile.close();
});

test("server answering 503: the page sends it again by itself, and it is recorded once", async (context) => {
  const profile = await open(context);
  let refusals = 0;
  await profile.route("**/sereno/api/consent/**", (route) =>
    refusals++ ? route.continue() : route.fulfill({ status: 503, headers: { "Retry-After": "1" } }),
  );
  const page = await openQuestion(profile);
  assert.equal(await allowedOn(page), []);
  const failed = nextError(page);
  await page.getByRole("button", { name: "Accept all" }).click();
  assert.equal(await failed, { failed: "record", status: 503, willRetry: true });
  assert.equal(await allowedOn(page), ALL);
  const recorded = await page.waitForResponse(
    (response) => isDecision(response) && response.status() === 201,
  );
  assert.is((await recorded.json()).id, (await consentOf(page)).id);
  assert.is(refusals, 2);
  await profile.close();
});

for (const [name, shift] of [
  ["ahead", HOUR_MS],
  ["behind", -HOUR_MS],
] as const) {
  test(`clock one hour ${name}: an answer is taken and recorded`, async (context) => {
    const profile = await open(context);
    await profile.clock.setSystemTime(Date.now() + shift);
    const page = await openQuestion(profile);
    const recorded = page.waitForResponse(isDecision);
    await page.getByRole("button", { name: "Accept all" }).click();
    assert.is((await recorded).status(), 201);
    assert.equal(await allowedOn(page), ALL);
    await profile.close();
  });
}

test("clock set back by an hour: an answer from the future grants nothing, and the visitor is asked", async (context) => {
  const profile = await open(context);
  await setCookie(context, profile, cookieOf("analytics+marketing", Date.now() + HOUR_MS));
  const page = await openQuestion(profile);
  assert.equal(await allowedOn(page), []);
  await profile.close();
});

test("corrupt cookies grant nothing, and the visitor can decide", async (context) => {
  const corrupt = [
    "",
    "v=1",
    "true",
    "%00%ff",
    cookieOf("analytics").replace("v=1", "v=9"),
    "v=1&p=2&id=x&t=&g=marketing",
  ];
  for (const value of corrupt) {
    const profile = await open(context);
    await setCookie(context, profile, value);
    const page = await openQuestion(profile);
    assert.equal(await allowedOn(page), [], value);
    await page.getByRole("button", { name: "Reject all" }).click();
    await page.waitForFunction(() => window.sereno?.consent.get().decided);
    await profile.close();
  }
});

test("duplicate cookies: the newest valid one wins, and an answer leaves one", async (context) => {
  const profile = await open(context);
  await setCookie(context, profile, cookieOf("analytics+marketing", Date.now() - HOUR_MS), "/");
  await setCookie(context, profile, cookieOf("functional", Date.now() - 60_000), "/host");
  const page = await profile.newPage();
  await page.goto(HOST_PATH);
  assert.equal(await allowedOn(page), ["functional"]);
  await page.evaluate(() => window.sereno?.consent.rejectAll());
  assert.is((await profile.cookies()).filter(({ name }) => name === "sereno_consent").length, 1);
  assert.equal(await allowedOn(page), []);
  await profile.close();
});

test("a listener that throws keeps neither the answer nor the other listeners from their work", async (context) => {
  const profile = await open(context);
  const page = await openQuestion(profile);
  await page.evaluate(() => {
    const consent = window.sereno?.consent;
    consent?.onChange(() => {
      throw new Error("of the page");
    });
    consent?.onChange(({ granted }) => Object.assign(window, { heard: granted }));
  });
  const recorded = page.waitForResponse(isDecision);
  await page.getByRole("button", { name: "Accept all" }).click();
  assert.is((await recorded).status(), 201);
  assert.ok(await page.evaluate(() => "heard" in window));
  await page.getByRole("button", { name: "Accept all" }).waitFor({ state: "hidden" });
  await profile.close();
});

test("JavaScript off: nothing gated runs, and the page for it takes the answer", async (context) => {
  const body = `<script type="text/plain" data-consent="analytics" src="/gated.js"></script><iframe data-consent="marketing" data-src="/gated.html" title="Video"></iframe>`;
  const profile = await openHost(
    context.browser,
    context.server.origin,
    { body },
    { javaScriptEnabled: false },
  );
  const asked: string[] = [];
  profile.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const page = await profile.newPage();
  await page.goto(HOST_PATH);
  await page.getByRole("link", { name: "Cookies" }).click();
  await page.getByRole("button", { name: /reject/i }).click();
  const cookies = await profile.cookies();
  assert.match(cookies.find(({ name }) => name === "sereno_consent")?.value ?? "", /^v=1&p=2&id=.*&g=$/);
  assert.equal(
    asked.filter((path) => path.startsWith("/gated")),
    [],
  );
  await profile.close();
});

test.run();

function open({ browser, server }: Context): Promise<BrowserContext> {
  return openHost(browser, server.origin);
}

function isDecision(response: { url(): string; request(): Request }): boolean {
  return response.request().method() === "PUT" && response.url().includes("/consent/decisions/");
}

function consentOf(page: Page) {
  return page.evaluate(() => ({ ...window.sereno?.consent.get() }));
}

function nextChange(page: Page): Promise<{ persisted: boolean }> {
  return page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener("sereno-consent-change", ({ persisted }) => resolve({ persisted })),
      ),
  );
}

function nextError(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener("sereno-consent-error", ({ failed, status, willRetry }) =>
          resolve({ failed, status, willRetry }),
        ),
      ),
  );
}

function cookieOf(granted: string, at = Date.now()): string {
  return `v=1&p=2&id=${ID}&t=${at}&g=${granted}`;
}

function setCookie({ server }: Context, profile: BrowserContext, value: string, path = "/"): Promise<void> {
  const { hostname } = new URL(server.origin);
  return profile.addCookies([{ name: "sereno_consent", value, domain: hostname, path }]);
}
