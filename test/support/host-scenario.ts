import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { suite, type Test } from "uvu";
import * as assert from "uvu/assert";
import { type Front, type FrontPorts, type HostSite, startHostSite } from "../../demo/host-site.ts";
import { type HostName, HOSTS } from "../../demo/hosts.ts";
import type { EndSessionsAnswer, SessionAnswer } from "../../server/contract/index.ts";
import { answerBanner, launchBrowser } from "./browser-page.ts";
import { requireProgram } from "./debian-package.ts";

interface HostUnderTest {
  readonly name: HostName;
  readonly startFront: (ports: FrontPorts) => Promise<Front>;
  /** A page with Sereno's elements on it for whoever is signed in. */
  readonly home: string;
  /** Where its superusers find them, if elsewhere. */
  readonly adminPage?: string;
  /** Its pages for whoever is signed in. */
  readonly pages: readonly string[];
  /** How its own sign-in form calls the name. */
  readonly usernameLabel: string;
}

interface Context {
  browser: Browser;
  folder: string;
  site: HostSite;
}

const BASE = "/sereno";
/** Far more than it takes, on a machine that does other things too. */
const END_MS = 30_000;

/** What every host has in common, with its own sign-in, its own sessions and the real Sereno beside it. */
export function describeHost(host: HostUnderTest): Test<Context> {
  const { name, home } = host;
  const test = suite<Context>(`${name} with Sereno beside it`);

  test.before(async (context) => {
    const { needs } = HOSTS[name];
    if (needs) requireProgram(needs.check, ...needs.debianPackages);
    context.browser = await launchBrowser();
  });
  test.before.each(async (context) => {
    Object.assign(context, { site: undefined });
    context.folder = await mkdtemp(join(tmpdir(), `sereno-${name}-`));
  });
  test.after.each(async ({ site, folder }) => {
    await site?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  test.after(({ browser }) => browser.close());

  test("who signs in at the host is signed in to Sereno, with its widgets on the host's pages", async (context) => {
    await startSite(context);
    const admin = await openPage(context);
    await admin.goto(home);
    await answerBanner(admin, "Accept all");
    await signIn(admin, host, "admin");
    const { user } = await untilSignedIn(admin);
    assert.ok(user?.isSuperuser, "the host's roles come with it");
    await admin.goto(host.adminPage ?? home);
    await admin.locator("sereno-session-table [data-id]").first().waitFor();
    await admin.locator("sereno-debug-widget").waitFor({ state: "attached" });
  });

  for (const [way, environment] of [
    ["by webhook", {}],
    ["by the feed alone, when webhooks do not arrive", { SERENO_WEBHOOK_URL: "http://127.0.0.1:9/nowhere" }],
  ] as const) {
    test(`a session that a superuser ends is dead at the host ${way}, with no page of it open`, async (context) => {
      await startSite(context, environment);
      const ana = await openPage(context);
      await signIn(ana, host, "ana");
      const { session } = await untilSignedIn(ana);
      const other = await openBeside(ana);
      await other.goto(home);
      assert.ok(await who(other), "the host knows her there too");
      // An open page would submit the host's own sign-out, and prove nothing of the back end.
      await ana.close();
      await endAsAdmin(context, host, session?.id ?? "");
      await untilNobody(other, host);
    });

    test(`the open page of a session that a superuser ends says why, and a reload does not bring it back, ${way}`, async (context) => {
      await startSite(context, environment);
      const ana = await openPage(context);
      await signIn(ana, host, "ana");
      const { session } = await untilSignedIn(ana);
      await endAsAdmin(context, host, session?.id ?? "");
      await ana.getByText("Found on a shared computer").waitFor();
      await ana.goto(home);
      assert.is(await who(ana), undefined);
      assert.is((await ana.request.get(`${BASE}/api/session`)).status(), 401);
    });
  }

  test("a sign-out at the host ends the session here, and another sign-in is another session", async (context) => {
    await startSite(context);
    const ana = await openPage(context);
    await signIn(ana, host, "ana");
    const first = (await untilSignedIn(ana)).session?.id;
    await ana.locator("sereno-logout-button").getByRole("button").click();
    await ana.locator("sereno-logout-button").waitFor({ state: "detached" });
    assert.is(await who(ana), undefined);
    assert.is((await ana.request.get(`${BASE}/api/session`)).status(), 401);
    await signIn(ana, host, "ana");
    assert.is.not((await untilSignedIn(ana)).session?.id, first);
  });

  test("the host asks for the password again and comes back", async (context) => {
    await startSite(context);
    const ana = await openPage(context);
    await signIn(ana, host, "ana");
    await untilSignedIn(ana);
    await ana.goto(`/confirm?next=${encodeURIComponent(home)}`);
    await ana.getByLabel(/password/i).fill("wrong");
    await ana.getByRole("button", { name: /confirm/i }).click();
    await ana.getByLabel(/password/i).fill(HOSTS[name].password);
    await ana.getByRole("button", { name: /confirm/i }).click();
    await ana.waitForURL((url) => url.pathname === home);
    await ana.goto("/confirm?next=https://elsewhere.example/");
    await ana.getByLabel(/password/i).fill(HOSTS[name].password);
    await ana.getByRole("button", { name: /confirm/i }).click();
    await ana.waitForURL((url) => url.origin === context.site.origin && url.pathname !== "/confirm");
  });

  test("without Sereno the host's pages, its sign-in and its sign-out work as before", async (context) => {
    await startSite(context);
    await context.site.stopSereno();
    const ana = await openPage(context);
    await signIn(ana, host, "ana");
    assert.ok(await who(ana));
    for (const path of host.pages) {
      const answer = await ana.goto(path);
      assert.is(answer?.status(), 200, path);
      await ana.getByRole("heading").first().waitFor();
    }
    await ana.goto(home);
    assert.ok(await who(ana));
    await ana.locator("sereno-logout-button button").click();
    await ana.locator("sereno-logout-button").waitFor({ state: "detached" });
    assert.is(await who(ana), undefined);
  });

  return test;

  async function startSite(context: Context, environment: Record<string, string> = {}): Promise<void> {
    const { folder } = context;
    context.site = await startHostSite({ name, folder, startFront: host.startFront, environment });
  }
}

/** At the host's own form, which leads to `home`. */
async function signIn(page: Page, { name, usernameLabel }: HostUnderTest, username: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel(usernameLabel).fill(username);
  await page.getByLabel("Password").fill(HOSTS[name].password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("#who").waitFor();
}

/** What stands on a page of somebody who is signed in to the host. */
async function who(page: Page): Promise<string | undefined> {
  const [text] = await page.locator("#who").allTextContents();
  return text;
}

async function openPage({ browser, site }: Context): Promise<Page> {
  const profile = await browser.newContext({ baseURL: site.origin, locale: "en-GB" });
  return profile.newPage();
}

/** The same sign-in at the host, in a browser without scripts and without a session here. */
async function openBeside(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("the browser has gone");
  const { cookies } = await page.context().storageState();
  const own = cookies.filter(({ name }) => !name.startsWith("sereno_"));
  const profile = await browser.newContext({
    baseURL: new URL(page.url()).origin,
    storageState: { cookies: own, origins: [] },
    javaScriptEnabled: false,
  });
  return profile.newPage();
}

async function untilSignedIn(page: Page): Promise<SessionAnswer> {
  await page.waitForFunction(() => document.cookie.includes("sereno_hint="));
  const answer = await page.request.get(`${BASE}/api/session`);
  assert.is(answer.status(), 200);
  return (await answer.json()) as SessionAnswer;
}

/** As the table of `/admin` does. */
async function endAsAdmin(context: Context, host: HostUnderTest, id: string): Promise<void> {
  const admin = await openPage(context);
  await signIn(admin, host, "admin");
  const { csrfToken } = await untilSignedIn(admin);
  const answer = await admin.request.post(`${BASE}/api/admin/sessions/end`, {
    headers: { Origin: context.site.origin, "X-CSRF-Token": csrfToken },
    data: { ids: [id], reason: "Found on a shared computer" },
  });
  assert.is(answer.status(), 200, await answer.text());
  assert.is(((await answer.json()) as EndSessionsAnswer).ended, 1);
}

/** Asks the host again and again, as a visitor would by clicking through it. */
async function untilNobody(page: Page, { home }: HostUnderTest): Promise<void> {
  for (const until = Date.now() + END_MS; Date.now() < until;) {
    await page.goto(home);
    if ((await who(page)) === undefined) return;
  }
  assert.unreachable("the host's own session lives on");
}
