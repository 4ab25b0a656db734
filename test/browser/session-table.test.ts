import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { openProfile, sessionOf, signIn } from "../support/visitors.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const REASON = "Keys were lost";
/** Further than anything that the walk looks for. */
const MOST_STOPS = 120;

const test = suite<Context>("the superuser's table");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});

test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

test("what is chosen stands in the address, and is there again when the page is loaded anew", async (context) => {
  const { page, profile } = await openTable(context);
  const table = page.locator("sereno-session-table");
  await table.getByRole("combobox", { name: "Status" }).selectOption("all");
  await table.getByRole("searchbox").fill("ana");
  await page.waitForURL((url) => url.search.includes("q=ana"));
  await table.getByRole("button", { name: "Last seen" }).click();
  await page.waitForURL((url) => url.search.includes("sort=lastSeenAt"));
  await page.reload();
  await table.getByRole("columnheader", { name: "Last seen" }).waitFor();
  assert.is(await table.getByRole("combobox", { name: "Status" }).inputValue(), "all");
  assert.is(await table.getByRole("searchbox").inputValue(), "ana");
  const sorted = table.getByRole("columnheader", { name: "Last seen" });
  assert.is(await sorted.getAttribute("aria-sort"), "descending");
  await table.locator("tbody th", { hasText: "ana" }).first().waitFor({ state: "attached" });
  await profile.close();
});

test("three sessions are ended with a reason by the keyboard alone", async (context) => {
  const visitors = await Promise.all([1, 2, 3].map(() => signInAs(context, "luis", "/demo/members")));
  const ids = await Promise.all(visitors.map(async (visitor) => (await sessionOf(visitor)).session.id));
  const { page, profile } = await openTable(context, "?sessions-q=luis");
  const table = page.locator("sereno-session-table");
  await table.locator(`[data-id="${ids[0]}"]`).waitFor();
  await page.getByRole("heading", { level: 1 }).first().click();

  for (const id of ids) {
    await tabTo(page, (focused) => focused.row === id && focused.label.startsWith("Select"));
    await page.keyboard.press("Space");
  }
  await table.getByText("3 selected").waitFor();
  await tabTo(page, ({ label }) => label.startsWith("End selected"));
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "End 3 sessions?" }).waitFor();
  assert.is((await focusedIn(page)).label, "Cancel");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type(REASON);
  await tabTo(page, ({ label }) => label === "End 3 sessions");
  await page.keyboard.press("Enter");
  for (const id of ids) await table.locator(`[data-id="${id}"]`).getByText(REASON).waitFor();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.ok(ids.includes((await focusedIn(page)).row), "the focus is on one of the rows");
  for (const visitor of visitors) {
    assert.is((await visitor.request.get("/sereno/api/session")).status(), 401);
    await visitor.close();
  }
  await profile.close();
});

test.run();

async function signInAs(
  { browser, server }: Context,
  username: string,
  next: string,
): Promise<BrowserContext> {
  const profile = await openProfile(browser, server.origin);
  const page = await profile.newPage();
  await signIn(page, username, next);
  await page.close();
  return profile;
}

async function openTable(context: Context, search = ""): Promise<{ page: Page; profile: BrowserContext }> {
  const profile = await signInAs(context, "admin", "/demo/administration");
  const page = await profile.newPage();
  await page.goto(`/demo/administration${search}`);
  await page.locator("sereno-session-table").getByRole("searchbox").waitFor();
  return { page, profile };
}

/** Presses Tab until the focus is where it is wanted. */
async function tabTo(page: Page, isWanted: (focused: Focused) => boolean): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press("Tab");
    if (isWanted(await focusedIn(page))) return;
  }
  throw new Error(`not reached by ${MOST_STOPS} presses of Tab; at ${JSON.stringify(await focusedIn(page))}`);
}

interface Focused {
  label: string;
  /** Id of the session whose row it is in. */
  row: string;
}

/** Through all shadow roots. */
function focusedIn(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    const row = focused?.closest<HTMLElement>("[data-id]");
    const label = focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
    return { label: label.replace(/\s+/g, " ").trim(), row: row?.dataset["id"] ?? "" };
  });
}
