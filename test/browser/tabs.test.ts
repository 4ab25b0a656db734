import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { goBack, tellRestorations } from "../support/back-forward.ts";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { findFreePort } from "../support/free-port.ts";
import { type RelaxedProxy, startRelaxedProxy } from "../support/relaxed-proxy.ts";
import { isStream, openProfile, openTab, post, signIn, watchStreams } from "../support/visitors.ts";

interface Context {
  server: DemoServer;
  proxy: RelaxedProxy;
  browser: Browser;
  origin: string;
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

test("one tab holds the stream for all, and another takes it when that tab goes", async (context) => {
  const profile = await signInAsAna(context);
  const streams = watchStreams(profile);
  const opened = profile.waitForEvent("request", isStream);
  const first = await openMembers(profile);
  await opened;
  const [second, third] = [await openMembers(profile), await openMembers(profile)];
  assert.equal(streams, [first]);
  const taken = profile.waitForEvent("request", isStream);
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
  const streamed = page.waitForResponse((answer) => isStream(answer.request()));
  assert.equal(await goBack(page), restored, "from the cache, hidden until the server has answered");
  await page.waitForFunction(() => getComputedStyle(document.body).visibility === "visible");
  await streamed;
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

async function signInAsAna({ browser, origin }: Context): Promise<BrowserContext> {
  const profile = await openProfile(browser, origin);
  const page = await profile.newPage();
  await signIn(page, "ana", MEMBERS);
  await page.close();
  return profile;
}

function openMembers(profile: BrowserContext): Promise<Page> {
  return openTab(profile, MEMBERS);
}

/** Ends the session on the server without any page knowing. */
async function logOutBehindTheBack(profile: BrowserContext): Promise<void> {
  assert.is(await post(profile, "api/auth/logout", {}), 200);
}

test.run();
