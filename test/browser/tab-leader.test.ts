import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { findFreePort } from "../support/free-port.ts";
import { type RelaxedProxy, startRelaxedProxy } from "../support/relaxed-proxy.ts";
import {
  isStream,
  listenFor,
  openProfile,
  openTab,
  post,
  sessionOf,
  signIn,
  watchStreams,
} from "../support/visitors.ts";

interface Context {
  server: DemoServer;
  /** Between the browser and the server, which may be another one after a restart. */
  proxy: RelaxedProxy;
  browser: Browser;
  origin: string;
  folder: string;
  start(): Promise<DemoServer>;
}

const MEMBERS = "/demo/members";
const REASON = "Password found on a shared computer";

const test = suite<Context>("the tab that holds the stream for all");

test.before(async (context) => {
  const port = await findFreePort();
  context.origin = `http://localhost:${port}`;
  context.folder = await mkdtemp(join(tmpdir(), "sereno-tabs-"));
  const environment = { SERENO_ORIGIN: context.origin };
  context.start = () => startDemoServer({ environment, folder: context.folder });
  context.server = await context.start();
  context.proxy = await startRelaxedProxy(port, () => context.server.origin);
  context.browser = await launchBrowser();
});

test.after(async ({ server, proxy, browser, folder }) => {
  await browser.close();
  await proxy.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

for (const [name, tabsOf] of [
  ["five tabs of two browsers", [3, 2]],
  ["ten tabs of one browser", [10]],
] as const) {
  test(`a forced end is pushed to ${name}, over one stream in each browser`, async (context) => {
    const profiles: BrowserContext[] = [];
    const tabs: Page[] = [];
    const pushed: Promise<unknown>[] = [];
    const streams: Page[][] = [];
    for (const count of tabsOf) {
      const profile = await openProfile(context.browser, context.origin);
      await signInAs(profile, "ana");
      profiles.push(profile);
      streams.push(watchStreams(profile));
      const opened = profile.waitForEvent("request", isStream);
      for (let tab = 0; tab < count; tab++) {
        tabs.push(await openTab(profile, MEMBERS));
        if (tab > 0) continue;
        const leader = (await opened).frame().page();
        pushed.push((await listenFor(leader, "session-ended")).pushed);
      }
    }
    assert.equal(
      streams.map(({ length }) => length),
      tabsOf.map(() => 1),
    );
    await endAll(context, profiles);
    await Promise.all(pushed);
    await Promise.all(tabs.map((page) => page.getByText(REASON).waitFor()));
    await Promise.all(profiles.map((profile) => profile.close()));
  });
}

/** A debugger stops it as the browser stops a tab in the background: Playwright's tabs all count as looked at. */
test("a frozen leader loses the stream to a tab that is looked at, and follows it once it thaws", async (context) => {
  const profile = await openProfile(context.browser, context.origin);
  await signInAs(profile, "ana");
  const [leader, follower, cdp] = await openTwo(profile);
  const taken = profile.waitForEvent("request", isStream);
  await cdp.send("Debugger.enable");
  await cdp.send("Debugger.pause");
  const request = await taken;
  assert.is(request.frame().page(), follower);
  const { pushed } = await listenFor(follower, "session-ended");
  const left = leader.waitForEvent("requestfailed", isStream);
  await cdp.send("Debugger.resume");
  await left;
  await endAll(context, [profile]);
  await pushed;
  for (const page of [leader, follower]) await page.getByText(REASON).waitFor();
  await profile.close();
});

test("a crashed leader's stream goes to another tab", async (context) => {
  const profile = await openProfile(context.browser, context.origin);
  await signInAs(profile, "ana");
  const [leader, follower, cdp] = await openTwo(profile);
  const taken = profile.waitForEvent("request", isStream);
  const crashed = leader.waitForEvent("crash");
  cdp.send("Page.crash").catch(() => undefined);
  await crashed;
  assert.is((await taken).frame().page(), follower);
  const { pushed } = await listenFor(follower, "session-ended");
  await endAll(context, [profile]);
  await pushed;
  await follower.getByText(REASON).waitFor();
  await profile.close();
});

test("streams come back after a restart of the server, and are told what happened then", async (context) => {
  const profile = await openProfile(context.browser, context.origin);
  await signInAs(profile, "ana");
  const [leader, follower] = await openTwo(profile);
  const { pushed: told } = await listenFor(leader, "session");
  await context.server.stop();
  context.server = await context.start();
  await told;
  const { pushed } = await listenFor(leader, "session-ended");
  await endAll(context, [profile]);
  await pushed;
  for (const page of [leader, follower]) await page.getByText(REASON).waitFor();
  await profile.close();
});

test.run();

async function signInAs(profile: BrowserContext, username: string): Promise<void> {
  const page = await profile.newPage();
  await signIn(page, username, MEMBERS);
  await page.close();
}

/** A tab that leads, another one, and the way to the first one's innards. */
async function openTwo(profile: BrowserContext): Promise<[leader: Page, follower: Page, CDPSession]> {
  const streamed = profile.waitForEvent("response", (response) => isStream(response.request()));
  const leader = await openTab(profile, MEMBERS);
  await streamed;
  const follower = await openTab(profile, MEMBERS);
  return [leader, follower, await profile.newCDPSession(leader)];
}

/** As a superuser in a browser of their own. */
async function endAll({ browser, origin }: Context, profiles: readonly BrowserContext[]): Promise<void> {
  const ids = await Promise.all(profiles.map(async (profile) => (await sessionOf(profile)).session.id));
  const admins = await openProfile(browser, origin);
  await signInAs(admins, "admin");
  assert.is(await post(admins, "api/admin/sessions/end", { ids, reason: REASON }), 200);
  await admins.close();
}
