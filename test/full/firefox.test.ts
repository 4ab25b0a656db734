import type { BrowserContext, Locator, Page } from "puppeteer-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import type { SessionAnswer } from "../../server/contract/index.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { type Firefox, launchFirefox, openPage } from "../support/firefox.ts";

interface Context {
  server: DemoServer;
  firefox: Firefox;
}

/** Browsers of their own as far as the server can tell, closed at the end of the test. */
interface Visit {
  open(path: string, profile?: BrowserContext): Promise<Page>;
}

const BANNER = "sereno-consent-banner";
const PREFERENCES = "sereno-consent-preferences";
const TABLE = "sereno-session-table";
const NOTICE = "sereno-session-timeout";
const DEBUG = "sereno-debug-widget";
const REASON = "Found on a shared computer";
const DEBUG_TABS = ["Session", "Cookies", "History", "Statistics", "Consent", "Storage", "Log"];
/** More than anything on the way has stops. */
const STOPS = 60;

const test = suite<Context>("a stock Firefox");

test.before(async (context) => {
  context.firefox = await launchFirefox();
  context.server = await startDemoServer();
});
test.after(async ({ server, firefox }) => {
  await firefox?.close();
  await server?.stop();
});

visit("shows the banner and takes Accept all for an answer", async ({ open }) => {
  const page = await open("/demo/");
  await click(page, BANNER, "Accept all");
  await untilGone(page, BANNER, "Accept all");
  assert.equal(await granted(page), ["functional", "analytics", "marketing"]);
});

visit("takes Reject all for an answer, which a reload does not ask for again", async ({ open }) => {
  const page = await open("/demo/");
  await click(page, BANNER, "Reject all");
  await untilGone(page, BANNER, "Reject all");
  await page.reload();
  assert.equal(await granted(page), []);
  assert.is(await page.$(BANNER), null);
});

visit("takes a choice from the preferences for an answer", async ({ open }) => {
  const page = await open("/demo/");
  await click(page, BANNER, "Choose…");
  await (await shown(page, `${PREFERENCES} >>> ::-p-aria([name="Statistics"][role="checkbox"])`)).click();
  await click(page, PREFERENCES, "Save choices");
  await untilGone(page, PREFERENCES, "Save choices");
  await untilGone(page, BANNER, "Accept all");
  assert.equal(await granted(page), ["analytics"]);
});

visit("takes the banner away in a tab whose visitor answered in another", async ({ open }) => {
  const first = await open("/demo/");
  const second = await open("/demo/minutes", first.browserContext());
  await shown(second, named(BANNER, "Accept all"));
  await click(first, BANNER, "Accept all");
  await untilGone(second, BANNER, "Accept all");
  assert.equal(await granted(second), ["functional", "analytics", "marketing"]);
});

visit("lets the keyboard alone through the banner, and Esc out of the preferences", async ({ open }) => {
  const page = await open("/demo/");
  await shown(page, named(BANNER, "Accept all"));
  await pressUntil(page, "Tab", "Choose…");
  await page.keyboard.press("Enter");
  await shown(page, named(PREFERENCES, "Save choices"));
  await pressUntil(page, "Tab", "Statistics");
  await page.keyboard.press(" ");
  await page.keyboard.press("Escape");
  await untilGone(page, PREFERENCES, "Save choices");
  assert.is(await focused(page), "Choose…", "the focus is where it was");
  await page.keyboard.down("Shift");
  await pressUntil(page, "Tab", "Reject all");
  await page.keyboard.up("Shift");
  await page.keyboard.press("Enter");
  await untilGone(page, BANNER, "Reject all");
  assert.equal(await granted(page), []);
});

visit("signs in and shows the own sessions, with this one as this device", async ({ open }) => {
  const page = await signIn(open, "ana", "/demo/members");
  await untilSays(page, TABLE, "Firefox on Linux");
  await untilSays(page, TABLE, "This device");
});

visit("ends a session from the superuser's table, and its open page says why by push", async ({ open }) => {
  const ana = await signIn(open, "ana", "/demo/members");
  const anasId = await sessionId(ana);
  const admin = await signIn(open, "admin", "/demo/administration");
  const row = `${TABLE} >>> [data-id="${anasId}"]`;
  // By key: rows of other sessions come in above it, and would move it away from under a pointer.
  await (await admin.waitForSelector(`${row} button.danger`, { visible: true }))?.focus();
  await admin.keyboard.press("Enter");
  await (await shown(admin, `${TABLE} >>> dialog textarea`)).fill(REASON);
  await click(admin, TABLE, "End session");
  await untilSays(ana, NOTICE, "closed by an administrator");
  await untilSays(ana, NOTICE, REASON);
  await untilSays(admin, TABLE, "Ended, forced");
  await ana.goto(new URL("/demo/members", ana.url()).href);
  assert.is(new URL(ana.url()).pathname, "/sereno/login");
});

visit("opens the debug widget by its shortcut, and the arrow keys show each tab", async ({ open }) => {
  const page = await signIn(open, "admin", "/demo/");
  await shown(page, `${DEBUG} >>> .pill`);
  await page.keyboard.down("Alt");
  await page.keyboard.down("Shift");
  await page.keyboard.press("KeyD");
  await page.keyboard.up("Shift");
  await page.keyboard.up("Alt");
  for (const name of DEBUG_TABS) {
    await page.waitForSelector(`${DEBUG} >>> ::-p-aria([name="${name}"][role="tabpanel"])`, {
      visible: true,
    });
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Escape");
  await shown(page, `${DEBUG} >>> .pill`);
});

visit("shows nothing of a session after the logout, not by the back button either", async ({ open }) => {
  const page = await signIn(open, "ana", "/demo/members");
  await untilSays(page, TABLE, "This device");
  await page.locator("header sereno-logout-button button").click();
  await page.locator(".signed-out").wait();
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => location.pathname === "/sereno/login");
  assert.not.match(await page.content(), "Reserved annexes");
});

test.run();

/** A test with its own profiles, which fails for anything that goes wrong in their pages too. */
function visit(name: string, scenario: (visit: Visit) => Promise<void>): void {
  test(name, async ({ server, firefox }) => {
    const profiles: BrowserContext[] = [];
    const errors: string[] = [];
    const open: Visit["open"] = async (path, known) => {
      const profile = known ?? (await firefox.browser.createBrowserContext());
      if (!known) profiles.push(profile);
      return openPage(profile, `${server.origin}${path}`, errors);
    };
    try {
      await scenario({ open });
    } catch (error) {
      const pages = (await Promise.all(profiles.map((profile) => profile.pages()))).flat();
      const places = pages.map((page) => page.url());
      throw new Error([error, "in", ...places, ...errors].join("\n"), { cause: error });
    } finally {
      for (const profile of profiles) await profile.close();
    }
    assert.equal(errors, []);
  });
}

async function signIn(open: Visit["open"], username: string, next: string): Promise<Page> {
  const page = await open("/demo/");
  await click(page, BANNER, "Accept all");
  await page.goto(new URL(`/sereno/login?next=${encodeURIComponent(next)}`, page.url()).href);
  await page.locator("input[name=username]").fill(username);
  await page.locator("input[name=password]").fill(DEMO_PASSWORD);
  await page.locator('::-p-aria([name="Sign in"][role="button"])').click();
  await page.waitForFunction((path) => location.pathname === path, {}, next);
  return page;
}

function named(element: string, name: string): string {
  return `${element} >>> ::-p-aria([name="${name}"])`;
}

/** Looked for at each frame: Puppeteer's locators alone see no changes inside a shadow root. */
async function shown(page: Page, selector: string): Promise<Locator<Element>> {
  await page.waitForSelector(selector, { visible: true });
  return page.locator(selector);
}

async function click(page: Page, element: string, name: string): Promise<void> {
  await (await shown(page, named(element, name))).click();
}

async function untilGone(page: Page, element: string, name: string): Promise<void> {
  await page.waitForSelector(named(element, name), { hidden: true });
}

/** Through all shadow roots; Puppeteer's own search by text remembers what such a root no longer says. */
async function untilSays(page: Page, element: string, text: string): Promise<void> {
  await page.waitForFunction(
    (name, wanted) => {
      const roots: (Element | ShadowRoot)[] = [...document.querySelectorAll(name)];
      for (const root of roots) {
        if (root.textContent?.includes(wanted)) return true;
        if (root instanceof Element && root.shadowRoot) roots.push(root.shadowRoot);
        for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) roots.push(shadowRoot);
      }
      return false;
    },
    {},
    element,
    text,
  );
}

async function granted(page: Page): Promise<unknown> {
  await page.waitForFunction(() => window.sereno?.consent.get().decided);
  return page.evaluate(() => window.sereno?.consent.get().granted);
}

async function sessionId(page: Page): Promise<string> {
  const answer = await page.evaluate(async () => (await fetch("/sereno/api/session")).json());
  return (answer as SessionAnswer).session.id;
}

async function pressUntil(page: Page, key: "Tab", name: string): Promise<void> {
  for (let stops = 0; stops < STOPS; stops++) {
    await page.keyboard.press(key);
    if ((await focused(page)) === name) return;
  }
  throw new Error(`“${name}” is not reached`);
}

/** What the element is called that has the focus, in whichever shadow root. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const labels = active instanceof HTMLInputElement ? active.labels : null;
    return (labels?.[0] ?? active)?.textContent?.trim() ?? "";
  });
}
