import { type Browser, type BrowserContext, type Page } from "playwright-core";
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

const MEMBERS = "/demo/members";

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
    if (request.url().endsWith("/api/events")) streams.push(request.frame().page());
  });
  const first = await openMembers(profile);
  await until(() => streams.length === 1);
  const [second, third] = [await openMembers(profile), await openMembers(profile)];
  assert.equal(streams, [first]);
  const closedAt = Date.now();
  await first.close();
  await until(() => streams.length === 2);
  assert.ok(Date.now() - closedAt < 2_000);
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
  const page = await openMembers(profile);
  await noteRestorations(page);

  await page.goto("/demo/visit");
  await page.goBack({ waitUntil: "commit" });
  await page.waitForFunction(() => getComputedStyle(document.body).visibility === "visible");
  const restored = { persisted: true, visibility: "hidden" };
  assert.equal(
    await findRestorations(page),
    [restored],
    "from the cache, hidden until the server has answered",
  );
  assert.ok(await page.getByText("Reserved annexes").isVisible());

  await page.goto("/demo/visit");
  await logOutBehindTheBack(profile);
  await page.goBack({ waitUntil: "commit" });
  await page.waitForURL((url) => url.pathname === "/sereno/login");
  assert.equal(await findRestorations(page), [restored, restored], "from the cache, and never shown");
  await profile.close();
});

async function noteRestorations(page: Page): Promise<void> {
  await page.evaluate(() => {
    addEventListener("pageshow", ({ persisted }) => {
      const earlier = JSON.parse(localStorage.getItem("restorations") ?? "[]") as unknown[];
      const { visibility } = getComputedStyle(document.body);
      localStorage.setItem("restorations", JSON.stringify([...earlier, { persisted, visibility }]));
    });
  });
}

function findRestorations(page: Page): Promise<Restored[]> {
  return page.evaluate(() => JSON.parse(localStorage.getItem("restorations") ?? "[]") as Restored[]);
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

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, "in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test.run();
