import { type Browser, type BrowserContext } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Page as ListPage, SessionAnswer, SessionResource } from "../../server/contract/index.ts";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { isStream, openProfile as openOn, listenFor, signIn } from "../support/visitors.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const test = suite<Context>("the main job");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});
test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

function openProfile({ browser, server }: Context): Promise<BrowserContext> {
  return openOn(browser, server.origin);
}

test("Accept makes the banner go for good, in two tabs at once", async (context) => {
  const profile = await openProfile(context);
  const [first, second] = [await profile.newPage(), await profile.newPage()];
  for (const page of [first, second]) {
    await page.goto("/demo/");
    // The banner shows once in a browser session: each tab has a session storage of its own.
    await page.getByRole("region", { name: "Cookies on this site" }).waitFor();
  }
  await first.getByRole("button", { name: "Accept all" }).click();
  for (const page of [first, second]) {
    await page.getByRole("region", { name: "Cookies on this site" }).waitFor({ state: "hidden" });
  }
  const third = await profile.newPage();
  await third.goto("/demo/minutes");
  const granted = await third.evaluate(() => window.sereno?.consent.has("analytics"));
  assert.is(granted, true);
  assert.is(await third.locator("sereno-consent-banner").count(), 0);
  assert.is(await third.evaluate(() => localStorage.getItem("cookies_accepted")), "true");
  await profile.close();
});

test("a superuser ends a session, and its open tab says why, its cookie is dead, its end is kept", async (context) => {
  const anasProfile = await openProfile(context);
  const ana = await anasProfile.newPage();
  const streamed = ana.waitForResponse((response) => isStream(response.request()));
  await signIn(ana, "ana", "/demo/members");
  await streamed;
  const { session } = (await (await anasProfile.request.get("/sereno/api/session")).json()) as SessionAnswer;
  const anasId = session.id;

  const adminsProfile = await openProfile(context);
  const admin = await adminsProfile.newPage();
  await signIn(admin, "admin", "/demo/administration");
  await admin.getByRole("button", { name: "Sereno" }).first().waitFor();

  await admin.locator(`[data-id="${anasId}"]`).getByRole("button", { name: /^End/ }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Password found on a shared computer");
  const { pushed } = await listenFor(ana, "session-ended");
  await dialog.getByRole("button", { name: /^End/ }).click();

  await pushed;
  await ana.getByText("closed by an administrator").waitFor();
  await ana.getByText("Password found on a shared computer").waitFor();
  const answer = await anasProfile.request.get("/sereno/api/session");
  assert.is(answer.status(), 401);
  const problem = await answer.json();
  assert.is(problem.code, "session_ended");
  assert.is(problem.endMessage, "Password found on a shared computer");

  const list = await adminsProfile.request.get("/sereno/api/admin/sessions?state=ended&user=ana&limit=5");
  const { items } = (await list.json()) as ListPage<SessionResource>;
  const ended = items.find(({ id }) => id === anasId);
  assert.is(ended?.endReason, "forced");
  assert.is(ended?.endedBy?.username, "admin");
  assert.ok(ended?.endedAt);
  assert.type(ended?.durationSeconds, "number");
  const row = admin.locator(`[data-id="${anasId}"]`);
  await row.getByText("Ended, forced").waitFor();
  await row.getByText("Password found on a shared computer").waitFor();
  await anasProfile.close();
  await adminsProfile.close();
});

test.run();
