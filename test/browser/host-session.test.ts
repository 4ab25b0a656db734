import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import type { Page as ListPage, SessionAnswer, SessionResource } from "../../server/contract/index.ts";
import { answerBanner, collectErrors, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { HANDOVER_ENV } from "../support/host-tokens.ts";
import { VouchingHost } from "../support/vouching-host.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
  host: VouchingHost;
}

const HANDOVER = "/sereno/api/auth/handover";
const IDENTITY = "/host/identity";
const HOUR_MS = 3_600_000;

const test = suite<Context>("beside a host that keeps its own login");

test.before(async (context) => {
  const pages = { SERENO_HANDOVER_REAUTH_URL: "/host/confirm", SERENO_HANDOVER_IDENTITY_URL: IDENTITY };
  context.server = await startDemoServer({ environment: { ...HANDOVER_ENV, ...pages } });
  context.browser = await launchBrowser();
});
test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});
test.before.each(async (context) => {
  context.host = await VouchingHost.open(context.browser, context.server.origin);
});
test.after.each(({ host }) => host.close());

test("signing in at the host is signing in here; then nothing is asked until that changes", async ({
  host,
}) => {
  const page = await host.visit();
  assert.is(await userOf(page), undefined);
  host.visitor = { sub: "rosa", sid: "alias-rosa", name: "Rosa Prat" };
  await host.visit(page);
  assert.is(await userOf(page), "Rosa Prat");
  assert.equal([host.count(IDENTITY), host.count(HANDOVER)], [1, 1]);
  for (const tab of [page, await host.profile.newPage()]) {
    await host.visit(tab);
    assert.is(await userOf(tab), "Rosa Prat");
  }
  assert.equal([host.count(IDENTITY), host.count(HANDOVER)], [1, 1]);
});

test("tabs that open at once bring one token", async ({ host }) => {
  host.visitor = { sub: "rosa", sid: "alias-at-once", name: "Rosa Prat" };
  const tabs = await Promise.all([host.visit(), host.visit(), host.visit()]);
  for (const tab of tabs) assert.is(await userOf(tab), "Rosa Prat");
  assert.is(host.count(HANDOVER), 1);
});

test("a token in the page itself needs no route", async ({ host }) => {
  host.visitor = { sub: "rosa", sid: "alias-in-page", name: "Rosa Prat" };
  host.hasTokenInPage = true;
  assert.is(await userOf(await host.visit()), "Rosa Prat");
  assert.is(host.count(IDENTITY), 0);
});

test("another user at the host is another session here, in every tab", async ({ host }) => {
  host.visitor = { sub: "rosa", sid: "alias-before", name: "Rosa Prat" };
  const before = await host.visit();
  const { id } = await sessionOf(host.profile);
  host.visitor = { sub: "quim", sid: "alias-after", name: "Quim Vila" };
  const after = await host.visit();
  assert.is(await userOf(after), "Quim Vila");
  await before.waitForFunction(() => window.sereno?.session.user?.displayName === "Quim Vila");
  const own = await host.profile.request.get("/sereno/api/sessions?state=active");
  assert.equal(
    ((await own.json()) as ListPage<SessionResource>).items.map(({ user }) => user?.username),
    ["quim"],
  );
  assert.is.not((await sessionOf(host.profile)).id, id);
});

test("signing out at the host ends the session here, and the next pages ask nothing", async ({ host }) => {
  host.visitor = { sub: "rosa", sid: "alias-out", name: "Rosa Prat" };
  const page = await host.visit();
  await page.waitForLoadState("networkidle");
  host.visitor = undefined;
  await host.visit(page);
  assert.is(await userOf(page), undefined);
  const problem = await (await host.profile.request.get("/sereno/api/session")).json();
  assert.is(problem.endReason, "host_logout");
  const cookies = await host.profile.cookies();
  assert.not.ok(cookies.some(({ name }) => name === "sereno_hint"));
  host.asked.length = 0;
  await host.visit(page);
  await page.waitForLoadState("networkidle");
  assert.equal(
    host.asked.filter((path) => /identity|\/api\/(auth|session)$/.test(path)),
    [],
  );
});

test("a page from a cache that shows nobody does not end what the host still vouches for", async ({
  host,
}) => {
  host.visitor = { sub: "rosa", sid: "alias-cached", name: "Rosa Prat" };
  const page = await host.visit();
  const { id } = await sessionOf(host.profile);
  await page.route("**/host", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><script type="module" src="/sereno/sereno.js" data-host-session=""
        data-identity-url="${IDENTITY}"></script>`,
    }),
  );
  await host.visit(page);
  assert.is(await userOf(page), "Rosa Prat");
  assert.is((await sessionOf(host.profile)).id, id);
});

test("without the attribute nothing is asked, nor where nobody is signed in", async ({ host, server }) => {
  const page = await host.visit();
  await page.getByRole("button", { name: "Reject all" }).click();
  await page.waitForFunction(
    () => window.sereno?.consent.get().decided && !localStorage.getItem("sereno_queue"),
  );
  await page.waitForLoadState("networkidle");
  for (const attributes of ["", 'data-host-session="" data-identity-url="/host/identity"']) {
    await page.route("**/host", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><script type="module" src="/sereno/sereno.js" ${attributes}></script>`,
      }),
    );
    host.asked.length = 0;
    await host.visit(page);
    await page.waitForLoadState("networkidle");
    assert.equal(host.asked.toSorted(), ["/host", "/sereno/sereno.js"], `${server.origin} ${attributes}`);
  }
});

for (const identity of ["down", "away", "junk"] as const) {
  test(`a host's route that is ${identity} harms no page and signs nobody in`, async ({ host }) => {
    const errors: string[] = [];
    host.profile.on("weberror", (webError) => errors.push(String(webError.error())));
    host.visitor = { sub: "rosa", sid: `alias-${identity}`, name: "Rosa Prat" };
    host.identity = identity;
    const page = await host.visit();
    assert.is(await userOf(page), undefined);
    await answerBanner(page, "Reject all");
    assert.is(host.count(HANDOVER), 0);
    assert.equal(errors, []);
    host.identity = "up";
    await host.visit(page);
    assert.is(await userOf(page), "Rosa Prat");
  });
}

test("when a superuser ends the session, the open tab signs out of the host and then says why", async (context) => {
  const { host } = context;
  host.visitor = { sub: "rosa", sid: "alias-forced", name: "Rosa Prat" };
  const page = await host.visit();
  await page.getByRole("button", { name: "Log out" }).waitFor();
  const { id } = await sessionOf(host.profile);
  await endAsAdmin(context, id, "Telephone reported lost");
  await page.waitForURL("**/host/logout");
  assert.is(host.visitor, undefined);
  await page.getByText("Telephone reported lost").waitFor();
  await host.visit(page);
  assert.is(await userOf(page), undefined);
});

test("a session that was ended stays so while the host goes on", async (context) => {
  const { host } = context;
  host.visitor = { sub: "rosa", sid: "alias-stubborn", name: "Rosa Prat" };
  const page = await host.visit();
  const { id } = await sessionOf(host.profile);
  await page.close();
  await endAsAdmin(context, id, "Telephone reported lost");
  for (const tab of [await host.visit(), await host.visit()]) {
    assert.is(await userOf(tab), undefined);
    await tab.getByText("Telephone reported lost").waitFor();
  }
  await host.profile.clearCookies();
  assert.is(await userOf(await host.visit()), undefined);
});

for (const path of ["/host", "/sereno/sessions"]) {
  test(`what needs a recent sign-in is confirmed at the host, and then goes on (${path})`, async (context) => {
    const { host, browser, server } = context;
    const visitor = { sub: "pau", name: "Pau Riu", signedInAt: Date.now() - HOUR_MS };
    const other = await VouchingHost.open(browser, server.origin);
    other.visitor = { ...visitor, sid: `alias-other-${path}` };
    const otherPage = await other.visit();
    const { id } = await sessionOf(other.profile);
    host.visitor = { ...visitor, sid: `alias-confirming-${path}` };
    const page = await host.visit();
    await page.goto(path);
    const row = page.locator(`[data-id="${id}"]`);
    await endInTable(page, row.getByRole("button", { name: /^End/ }));
    await page.getByRole("link", { name: "Continue" }).click();
    await page.waitForURL(`**${path}`);
    await endInTable(page, row.getByRole("button", { name: /^End/ }));
    await row.getByText(/^Ended/).waitFor();
    assert.is((await other.profile.request.get("/sereno/api/session")).status(), 401);
    await otherPage.waitForURL("**/host/logout");
    await other.close();
  });
}

test("no page of all this reports an error", async ({ host }) => {
  const errors = collectErrors(host.profile);
  host.visitor = { sub: "rosa", sid: "alias-quiet", name: "Rosa Prat" };
  const page = await host.visit();
  host.visitor = { sub: "quim", sid: "alias-quiet-2", name: "Quim Vila" };
  await host.visit(page);
  host.visitor = undefined;
  await host.visit(page);
  await page.waitForLoadState("networkidle");
  // The list of the last page, where nobody is signed in, has asked as it would without a host.
  const unexpected = errors.filter((error) => !error.includes("/api/sessions?"));
  assert.equal(unexpected, []);
});

test.run();

function userOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => window.sereno?.session.user?.displayName);
}

async function sessionOf(profile: BrowserContext): Promise<SessionResource> {
  const answer = await profile.request.get("/sereno/api/session");
  return ((await answer.json()) as SessionAnswer).session;
}

async function endAsAdmin({ browser, server }: Context, id: string, reason: string): Promise<void> {
  const profile = await browser.newContext({ baseURL: server.origin });
  const headers = { Origin: server.origin };
  const credentials = { username: "admin", password: DEMO_PASSWORD };
  const signedIn = await profile.request.post("/sereno/api/auth/login", { data: credentials, headers });
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const ended = await profile.request.post("/sereno/api/admin/sessions/end", {
    data: { ids: [id], reason },
    headers: { ...headers, "X-CSRF-Token": csrfToken },
  });
  assert.is(ended.status(), 200, await ended.text());
  await profile.close();
}

async function endInTable(page: Page, button: ReturnType<Page["locator"]>): Promise<void> {
  await button.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^End/ }).click();
}
