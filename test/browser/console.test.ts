import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { HOUR_MS } from "../../server/clock.ts";
import type { DeliveryState } from "../../server/contract/index.ts";
import { connectDatabase } from "../../server/database/connect.ts";
import { TABLES, type WebhookDeliveryRow } from "../../server/database/tables.ts";
import { collectErrors, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { findFreePort } from "../support/free-port.ts";
import { findViolations } from "../support/find-violations.ts";

interface Context {
  server: DemoServer;
  folder: string;
  browser: Browser;
}

/** Every hosted page, and the states of one that differ. Five rows say of a list what twenty-five do. */
const PAGES = [
  "/sereno/admin?window=7d",
  "/sereno/admin/sessions?limit=5",
  "/sereno/admin/users?limit=5",
  "/sereno/admin/users/ana?limit=5",
  "/sereno/admin/users/ana/disable",
  "/sereno/admin/login-attempts?limit=5",
  "/sereno/admin/audit?limit=5",
  "/sereno/admin/audit?actor=nobody-like-it",
  "/sereno/admin/audit?action=wrong",
  "/sereno/admin/audit?cursor=wrong",
  "/sereno/admin/consent?limit=5",
  "/sereno/admin/frontend-events?level=warn&limit=5",
  "/sereno/admin/frontend-events/groups",
  "/sereno/admin/webhook-deliveries",
  "/sereno/admin/webhook-deliveries?state=delivered",
  "/sereno/admin/webhook-deliveries/msg_failed/resend",
  "/sereno/admin/users/nobody-like-it",
  "/sereno/sessions",
] as const;

const hosted = suite<Context>("hosted pages");
hosted.before(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "sereno-console-"));
  // Nobody listens there.
  const webhook = {
    SERENO_WEBHOOK_URL: `http://127.0.0.1:${await findFreePort()}/`,
    SERENO_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  };
  context.server = await startDemoServer({ folder: context.folder, environment: webhook });
  await insertDeliveries(context.folder);
  context.browser = await launchBrowser();
});
hosted.after(async ({ server, browser, folder }) => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The demo has no host that it could tell of anything. */
async function insertDeliveries(folder: string): Promise<void> {
  const { knex, close } = connectDatabase(`sqlite:${join(folder, "sereno.db")}`);
  const now = Date.now();
  const outcomes: [DeliveryState, Partial<WebhookDeliveryRow>][] = [
    ["pending", { next_attempt_at: now + HOUR_MS, last_error: "could not be reached: ECONNREFUSED" }],
    ["failed", { last_status: 410, last_error: "answered 410" }],
  ];
  for (const [state, outcome] of outcomes) {
    const session = { session_id: `ses_${state}`, host_sid: `alias-of-${state}`, subject: "host:ana" };
    const told = { at: now - HOUR_MS, ...session, end_reason: "forced", end_message: null };
    const [row] = await knex(TABLES.outbox).insert(told).returning("seq");
    const sent = { id: `msg_${state}`, seq: row.seq, queue: session.host_sid, state, attempts: 3 };
    const times = { last_attempt_at: now - HOUR_MS / 2, expires_at: now + HOUR_MS };
    await knex(TABLES.webhookDeliveries).insert({ ...sent, ...times, ...outcome });
  }
  await close();
}

function openContext(
  { browser, server }: Context,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({ baseURL: server.origin, locale: "en-GB", reducedMotion: "reduce", ...options });
}

async function signIn(page: Page, username: string, next: string): Promise<void> {
  await page.goto(`/sereno/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === new URL(next, url).pathname);
}

/** With script, lists of sessions are an element's: until it is there, they are not. */
async function whole(page: Page): Promise<void> {
  if (new URL(page.url()).pathname.endsWith("/sessions")) await page.getByRole("row").nth(1).waitFor();
}

/** What is folded away is part of the page. */
async function openDetails(page: Page): Promise<void> {
  await page.evaluate(() =>
    document.querySelectorAll("main details").forEach((one) => one.setAttribute("open", "")),
  );
}

/** Heights of links and buttons that stand by themselves, where a finger finds less than 24 px. */
function smallTargetsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("main :is(a, button, input, select, summary)")].flatMap((one) => {
      const { height } = one.getBoundingClientRect();
      return height === 0 || height >= 24 || getComputedStyle(one).display === "inline"
        ? []
        : [`${height} px: ${one.outerHTML.slice(0, 80)}`];
    }),
  );
}

function surplusOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

for (const colorScheme of ["light", "dark"] as const) {
  hosted(
    `axe finds nothing on any hosted page, and none breaks its own policy, ${colorScheme}`,
    async (context) => {
      const profile = await openContext(context, { colorScheme });
      const errors = collectErrors(profile);
      const page = await profile.newPage();
      await signIn(page, "admin", "/sereno/admin");
      for (const path of PAGES) {
        await page.goto(path);
        await whole(page);
        await openDetails(page);
        assert.equal(await findViolations(page), [], path);
      }
      assert.equal(
        errors.filter((error) => !/status of 4\d\d/.test(error)),
        [],
      );
      await profile.close();
    },
  );
}

hosted(
  "without JavaScript, 320 px wide, axe finds nothing either, a finger finds all, and no page scrolls sideways",
  async (context) => {
    const signedIn = await openContext(context, { javaScriptEnabled: false });
    await signIn(await signedIn.newPage(), "admin", "/sereno/admin");
    // axe is a script: what the server has sent is shown where script may run, with the same style.
    const profile = await openContext(context, { viewport: { width: 320, height: 640 } });
    const page = await profile.newPage();
    await page.route("**/shown", (route) => route.fulfill({ contentType: "text/html", body: "" }));
    await page.goto("/shown");
    for (const path of PAGES) {
      const sent = await (await signedIn.request.get(path)).text();
      const withoutScript = sent
        .replace(/<script[^]*?<\/script>/g, "")
        .replaceAll("sereno-session-table", "div")
        .replaceAll('class="plain"', "");
      await page.setContent(withoutScript);
      await openDetails(page);
      assert.is(await page.locator("main").evaluate((main) => getComputedStyle(main).display), "grid", path);
      assert.equal(await findViolations(page), [], path);
      assert.equal(await smallTargetsOf(page), [], path);
      assert.ok((await surplusOf(page)) <= 0, `${path} is ${await surplusOf(page)} px too wide`);
    }
    await profile.close();
    await signedIn.close();
  },
);

hosted("no page around an element scrolls sideways at 320 px", async (context) => {
  const profile = await openContext(context, { viewport: { width: 320, height: 640 } });
  const page = await profile.newPage();
  await signIn(page, "admin", "/sereno/admin");
  for (const path of ["/sereno/admin", "/sereno/admin/sessions", "/sereno/sessions"]) {
    await page.goto(path);
    await whole(page);
    assert.ok((await surplusOf(page)) <= 0, `${path} is ${await surplusOf(page)} px too wide`);
  }
  await profile.close();
});

hosted("without JavaScript a superuser finds a session, ends it, and bars its owner", async (context) => {
  const theirs = await openContext(context);
  const luis = await theirs.newPage();
  await signIn(luis, "luis", "/sereno/sessions");

  const profile = await openContext(context, { javaScriptEnabled: false });
  const page = await profile.newPage();
  await signIn(page, "admin", "/sereno/admin/sessions");
  await page.getByRole("textbox", { name: "User" }).fill("luis");
  await page.getByRole("button", { name: "Apply" }).click();
  assert.is(new URL(page.url()).searchParams.get("sessions-user"), "luis");
  await page.getByRole("link", { name: "Started" }).click();
  await page.getByRole("link", { name: "Started" }).click();
  const [, newest] = await page.getByRole("row").all();
  await newest?.getByRole("link", { name: "Details" }).click();
  await page.getByRole("link", { name: "End this session…" }).click();
  await page.getByLabel("Reason, shown to the person").fill("Seen at the library.");
  await page.getByRole("button", { name: "End session" }).click();
  await page.getByText("The session was ended.").waitFor();
  await luis.getByText("Seen at the library.").waitFor();

  await page.getByRole("link", { name: "Luis Peña" }).first().click();
  await page.getByRole("link", { name: "Disable…" }).click();
  await page.getByRole("button", { name: "Disable and end sessions" }).click();
  await page.getByText("Disabled. Sessions ended:").waitFor();
  await page.getByRole("link", { name: "Enable…" }).click();
  await page.getByRole("button", { name: "Enable", exact: true }).click();
  await page.getByText("Enabled. They can sign in again.").waitFor();
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByText("You are signed out.").waitFor();
  await profile.close();
  await theirs.close();
});

hosted("without JavaScript lists lead on and back, and people end their own sessions", async (context) => {
  const other = await openContext(context, { javaScriptEnabled: false });
  await signIn(await other.newPage(), "ana", "/sereno/sessions");
  const profile = await openContext(context, { javaScriptEnabled: false });
  const page = await profile.newPage();
  await signIn(page, "ana", "/sereno/sessions");
  const before = await page.getByRole("row").count();
  await page.getByRole("link", { name: "End…" }).first().click();
  await page.getByRole("button", { name: "End session" }).click();
  await page.getByText("The session was ended.").waitFor();
  assert.is(await page.getByRole("row").count(), before - 1);

  await signIn(page, "admin", "/sereno/admin/frontend-events");
  await page.getByLabel("Level").selectOption("error");
  await page.getByRole("button", { name: "Apply" }).click();
  const first = await page.getByRole("row").nth(1).textContent();
  await page.getByRole("link", { name: "Next page" }).click();
  assert.is.not(await page.getByRole("row").nth(1).textContent(), first);
  assert.is(await page.getByLabel("Level").inputValue(), "error");
  await page.getByRole("link", { name: "First page" }).click();
  assert.is(await page.getByRole("row").nth(1).textContent(), first);
  await page.getByRole("link", { name: "Grouped" }).click();
  await page.getByRole("link", { name: /^TypeError/ }).click();
  assert.is(new URL(page.url()).searchParams.get("level"), "error");
  await page.getByRole("row").nth(1).getByRole("link", { name: /^ses_/ }).click();
  await page.getByRole("heading", { name: "Session", exact: true }).waitFor();
  await profile.close();
  await other.close();
});

hosted("a list of sessions is there in the end when its element cannot be loaded", async (context) => {
  const profile = await openContext(context);
  await profile.route("**/sereno.js", (route) => route.abort());
  const page = await profile.newPage();
  await signIn(page, "ana", "/sereno/sessions");
  await page.evaluate(() => document.getAnimations().forEach((one) => one.finish()));
  await page.getByRole("row").nth(1).waitFor();
  await profile.close();
});

hosted("the keyboard alone skips the frame, filters a list and follows a row", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await signIn(page, "admin", "/sereno/admin/login-attempts");
  // The banner would come first, where it has not been shown on the way.
  await page.evaluate(() => window.sereno?.consent.rejectAll());
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "main");
  await page.keyboard.press("Tab");
  assert.is(await page.evaluate(() => document.activeElement?.getAttribute("name")), "outcome");
  await page.keyboard.press("f");
  await page.keyboard.press("Tab");
  await page.keyboard.type("hugo");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("user") === "hugo");
  assert.is(new URL(page.url()).searchParams.get("outcome"), "failed");
  const link = page.getByRole("row").nth(1).getByRole("link", { name: "hugo" });
  for (let count = 0; count < 60 && !(await link.evaluate((one) => one === document.activeElement)); count++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sereno/admin/users/hugo");
  await profile.close();
});

hosted("paper has the list that the page itself wrote", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await signIn(page, "admin", "/sereno/admin/sessions");
  await whole(page);
  const [onScreen, onPaper] = [page.locator("sereno-session-table"), page.locator(".plain table")];
  assert.equal([await onScreen.isVisible(), await onPaper.isVisible()], [true, false]);
  await page.emulateMedia({ media: "print" });
  assert.equal([await onScreen.isVisible(), await onPaper.isVisible()], [false, true]);
  await profile.close();
});

hosted.run();
