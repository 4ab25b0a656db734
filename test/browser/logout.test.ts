import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { goBack, tellRestorations } from "../support/back-forward.ts";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { findFreePort } from "../support/free-port.ts";
import { type RelaxedProxy, startRelaxedProxy } from "../support/relaxed-proxy.ts";
import { ROOT } from "../support/run-command.ts";
import { isStream, openProfile, openTab, signIn } from "../support/visitors.ts";

interface Context {
  server: DemoServer;
  proxy: RelaxedProxy;
  browser: Browser;
  origin: string;
}

const MEMBERS = "/demo/members";
const STILL_OPEN = "You are signed out on this device only";
/** A host's page with the button alone, without the script that loads everything. */
const ALONE = "/alone";

const test = suite<Context>("logging out");

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

test("offline it says what is still open, and ends the session for all tabs when the browser is online again", async (context) => {
  const profile = await signInAsAna(context);
  const [first, second] = [await openTab(profile, MEMBERS), await openTab(profile, MEMBERS)];
  await first.evaluate(() => localStorage.setItem("cart_data", "x"));
  await profile.setOffline(true);
  await logOutButton(first).click();
  await first.getByRole("alertdialog", { name: STILL_OPEN }).waitFor();
  assert.is(await first.evaluate(() => localStorage.getItem("cart_data")), null);
  assert.is(new URL(first.url()).pathname, MEMBERS);
  await profile.setOffline(false);
  for (const page of [first, second]) await page.waitForURL((url) => url.pathname === "/demo/");
  assert.is((await profile.request.get("/sereno/api/session")).status(), 401);
  await profile.close();
});

test("a logout that could not be sent is sent by the next page", async (context) => {
  const profile = await signInAsAna(context);
  // While it closes, nothing holds a page offline any more: it would send the logout itself.
  await profile.addInitScript(() =>
    addEventListener("online", (event) => event.stopImmediatePropagation(), { capture: true }),
  );
  const page = await openTab(profile, MEMBERS);
  await profile.setOffline(true);
  await logOutButton(page).click();
  await page.getByRole("alertdialog", { name: STILL_OPEN }).waitFor();
  await page.close();
  await profile.setOffline(false);
  const later = await profile.newPage();
  const sent = later.waitForResponse((answer) => answer.url().endsWith("/api/auth/logout"));
  await later.goto("/demo/");
  assert.is((await sent).status(), 200);
  await later.waitForURL((url) => url.search === "?signed-out");
  assert.is((await profile.request.get("/sereno/api/session")).status(), 401);
  await profile.close();
});

test("the back button shows no signed-in page after a logout: kept by the browser it stays hidden", async (context) => {
  const profile = await signInAsAna(context);
  const page = await profile.newPage();
  await openAndSettle(page, MEMBERS);
  await tellRestorations(page);
  await openAndSettle(page, "/demo/visit");
  await logOutButton(page).click();
  await page.waitForURL((url) => url.pathname === "/demo/");
  assert.equal(await goBack(page), { persisted: true, visibility: "hidden" });
  await page.waitForURL((url) => url.pathname === "/sereno/login");
  await profile.close();
});

test("the back button shows no signed-in page after a logout: not kept, the server is asked", async (context) => {
  const [server, browser] = await Promise.all([startDemoServer(), launchBrowser()]);
  const profile = await signInAsAna({ ...context, origin: server.origin, browser });
  const page = await profile.newPage();
  await openAndSettle(page, MEMBERS);
  await openAndSettle(page, "/demo/visit");
  await logOutButton(page).click();
  await page.waitForURL((url) => url.pathname === "/demo/");
  await page.goBack();
  await page.waitForURL((url) => url.pathname === "/sereno/login");
  await browser.close();
  await server.stop();
});

test("the button works on a page without sereno.js, and says there too what is still open", async (context) => {
  const profile = await signInAsAna(context);
  await openAlone(profile);
  const page = await profile.newPage();
  await page.goto(ALONE);
  await page.getByRole("button", { name: "Log out" }).waitFor();
  await page.waitForFunction(() => customElements.get("sereno-session-timeout"));
  await profile.setOffline(true);
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("alertdialog", { name: STILL_OPEN }).waitFor();
  await profile.setOffline(false);
  await page.waitForURL((url) => url.pathname === "/demo/");
  assert.is((await profile.request.get("/sereno/api/session")).status(), 401);
  await profile.close();
});

test.run();

async function signInAsAna({ browser, origin }: Context): Promise<BrowserContext> {
  const profile = await openProfile(browser, origin);
  const page = await profile.newPage();
  await signIn(page, "ana", MEMBERS);
  await page.close();
  return profile;
}

function logOutButton(page: Page) {
  return page.getByRole("banner").getByRole("button", { name: "Log out" });
}

/** Until the page's last request is answered: a browser may give up a stored page that still receives something. */
async function openAndSettle(page: Page, path: string): Promise<void> {
  const counted = page.waitForResponse((answer) => answer.url().endsWith("/api/session/page-view"));
  const streamed = page.waitForResponse((answer) => isStream(answer.request()));
  await page.goto(path);
  await Promise.all([counted.then((answer) => answer.finished()), streamed]);
  await page.waitForFunction(() => window.sereno?.session.isAuthenticated);
}

async function openAlone(profile: BrowserContext): Promise<void> {
  const manifest = JSON.parse(await readFile(join(ROOT, "dist/widgets/.vite/manifest.json"), "utf8"));
  const { file } = manifest["widgets/logout-button/define.ts"] as { file: string };
  await profile.route(`**${ALONE}`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Host</title><script type="module" src="/sereno/${file}"></script>
        <sereno-logout-button redirect="/demo/"></sereno-logout-button>`,
    }),
  );
}
