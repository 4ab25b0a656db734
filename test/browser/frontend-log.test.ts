import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { FrontendEvent, FrontendLogRequest } from "../../server/contract/index.ts";
import { connectDatabase, type Database } from "../../server/database/connect.ts";
import { type FrontendEventRow, TABLES } from "../../server/database/tables.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { signIn } from "../support/visitors.ts";

interface Context {
  folder: string;
  server: DemoServer;
  browser: Browser;
  database: Database;
}

const PAGE = "/logs-errors";
const NEXT = "/logs-nothing";
const HTML = (attributes: string) =>
  `<!doctype html><html lang="en"><title>x</title><script type="module" src="/sereno/sereno.js" ${attributes}></script>`;

const log = suite<Context>("frontend log of a page");

log.before(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "sereno-page-log-"));
  context.server = await startDemoServer({ folder: context.folder });
  context.browser = await launchBrowser();
  context.database = connectDatabase(`sqlite:${join(context.folder, "sereno.db")}`);
});

log.after(async ({ folder, server, browser, database }) => {
  await browser.close();
  await database.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

log("50 identical errors become one event with count 50", async (context) => {
  const { page, requests, close } = await openPage(context);
  await page.evaluate(() => {
    const task = "throw new Error('the same every time')";
    for (let times = 0; times < 50; times++) {
      const script = document.createElement("script");
      script.textContent = task;
      document.head.append(script);
    }
  });
  const [event] = await stored(context, "the same every time");
  assert.is(event?.count, 50);
  assert.is(event?.type, "error");
  assert.is(event?.level, "error");
  assert.is(eventsOf(requests, "error").length, 1);
  await close();
});

log("500 events in a burst leave 60 sent, and the rest counted as dropped", async (context) => {
  const { page, requests, close } = await openPage(context);
  await page.evaluate(() => {
    for (let index = 0; index < 500; index++) window.sereno?.log("burst", { index });
  });
  const dropped = () => requests.reduce((sum, request) => sum + (request.dropped ?? 0), 0);
  await until(() => dropped() > 0 && count(requests) >= 60);
  // With the view of the page, which came first.
  assert.is(count(requests), 60);
  assert.is(dropped(), 441);
  const [row] = await stored(context, undefined, "log.dropped");
  assert.is(row?.count, 441);
  await close();
});

log("a navigation right after an event loses nothing", async (context) => {
  const { page, close } = await openPage(context);
  await page.evaluate((next) => {
    window.sereno?.log("left.behind", { message: "just before leaving" });
    location.assign(next);
  }, NEXT);
  await page.waitForURL(`**${NEXT}`);
  assert.is((await stored(context, "just before leaving")).length, 1);
  await close();
});

log("a logout sends what waits, and waits for nothing that is being sent", async (context) => {
  const { page, profile, requests, close } = await openPage(context, { path: NEXT });
  await signIn(page, "ana", "/demo/");
  await page.goto(PAGE);
  await page.waitForFunction(() => window.sereno?.session.isAuthenticated);
  // The first batch is never answered.
  await profile.route("**/api/frontend-log", () => undefined, { times: 1 });
  await page.evaluate(() => {
    for (let index = 0; index < 20; index++) window.sereno?.log("before.logout", { index });
    document.body.append(document.createElement("sereno-logout-button"));
    document.querySelector("sereno-logout-button")?.setAttribute("redirect", "/logs-nothing");
  });
  await until(() => requests.length === 1);
  await page.evaluate(() => window.sereno?.log("before.logout", { message: "before the logout" }));
  await page.getByRole("button", { name: "Log out" }).click();
  await page.waitForURL(`**${NEXT}`);
  assert.is((await stored(context, "before the logout")).length, 1);
  await close();
});

log("a server that answers 503 and then recovers gets every event once", async (context) => {
  const { page, profile, requests, close } = await openPage(context);
  let refusals = 0;
  await profile.route("**/api/frontend-log", async (route) => {
    refusals += 1;
    if (refusals === 1) return route.fulfill({ status: 503, headers: { "Retry-After": "1" } });
    // Stored, but the answer is lost on its way.
    if (refusals === 2) {
      await route.fetch();
      return route.abort();
    }
    return route.continue();
  });
  await page.evaluate(() => {
    for (let index = 0; index < 25; index++) {
      window.sereno?.log("through.trouble", { message: `trouble ${index}` });
    }
  });
  await until(async () => (await stored(context, undefined, "through.trouble")).length >= 25);
  await until(() => refusals >= 4);
  const rows = await stored(context, undefined, "through.trouble");
  assert.equal(new Set(rows.map(({ message }) => message)).size, 25);
  assert.is(rows.length, 25);
  assert.is((await stored(context, undefined, "log.dropped")).length, 1, "of the burst before");
  assert.ok(requests.length > 2);
  await close();
});

log("40,000 Cyrillic characters are counted in bytes", async (context) => {
  const { page, requests, close } = await openPage(context);
  await page.evaluate(() => {
    // As many events as fit into a batch; not as many bytes.
    const texts = Array.from({ length: 20 }, (_, index) => `${index} ${"я".repeat(1_000)}`);
    for (const text of texts) window.sereno?.log("cyrillic", { first: text, second: text });
    window.sereno?.log("cyrillic.long", { message: "ж".repeat(40_000) });
  });
  await until(() => eventsOf(requests, "cyrillic").length === 20);
  await until(() => eventsOf(requests, "cyrillic.long").length === 1);
  for (const request of requests) {
    assert.ok(Buffer.byteLength(JSON.stringify(request)) <= 48_000, "a batch within its bytes");
  }
  const [long] = await stored(context, undefined, "cyrillic.long");
  assert.is(long?.message, "ж".repeat(1_024));
  const rows = await stored(context, undefined, "cyrillic");
  assert.is(rows.length, 20);
  for (const { data } of rows) {
    const { first, second } = JSON.parse(data ?? "");
    assert.match(`${first} ${second}`, /^(\d+ я{1000}) \1$/, "not a character is lost");
  }
  await close();
});

log("a page that asks for nothing sends nothing, and loads nothing for it", async (context) => {
  const { page, profile, requests, close } = await openPage(context, { path: NEXT });
  const loaded: string[] = [];
  profile.on("request", (request) => loaded.push(request.url()));
  await page.evaluate(() => {
    window.sereno?.log("unwanted");
    setTimeout(() => {
      performance.mark("thrown");
      throw new Error("not reported");
    });
  });
  await page.waitForFunction(() => performance.getEntriesByName("thrown").length > 0);
  await page.waitForLoadState("networkidle");
  assert.equal(eventsOf(requests, "unwanted"), []);
  assert.equal(eventsOf(requests, "error"), []);
  assert.not.ok(loaded.some((url) => url.includes("page-log")));
  await close();
});

log.run();

async function openPage({ server, browser }: Context, { path = PAGE } = {}) {
  const profile: BrowserContext = await browser.newContext({ baseURL: server.origin, locale: "en-GB" });
  await profile.route(`**${PAGE}`, (route) =>
    route.fulfill({ contentType: "text/html", body: HTML('data-log-errors="on"') }),
  );
  await profile.route(`**${NEXT}`, (route) => route.fulfill({ contentType: "text/html", body: HTML("") }));
  const requests: FrontendLogRequest[] = [];
  profile.on("request", (request) => {
    const body = request.url().endsWith("/api/frontend-log") ? request.postData() : null;
    if (body !== null) requests.push(JSON.parse(body) as FrontendLogRequest);
  });
  const page: Page = await profile.newPage();
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  return { page, profile, requests, close: () => profile.close() };
}

function eventsOf(requests: FrontendLogRequest[], type: string): FrontendEvent[] {
  return requests.flatMap(({ events }) => events).filter((event) => event.type === type);
}

function count(requests: FrontendLogRequest[]): number {
  return requests.reduce((sum, { events }) => sum + events.length, 0);
}

/** Rows with a message, or of a type, as soon as there is one. */
async function stored({ database }: Context, message?: string, type?: string): Promise<FrontendEventRow[]> {
  const read = (): Promise<FrontendEventRow[]> =>
    database.knex(TABLES.frontendEvents).where((where) => {
      if (message !== undefined) where.where("message", "like", `%${message}`);
      if (type !== undefined) where.where({ type });
    });
  let rows = await read();
  await until(async () => (rows = await read()).length > 0);
  return rows;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("it did not come to pass within 60 s");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
