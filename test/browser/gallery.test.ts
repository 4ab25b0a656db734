import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { STATES } from "../../demo/content/gallery.ts";
import { collectErrors, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES_AT_ONCE = 3;
const WIDE = { width: 1100, height: 700 };
const PHONE = { width: 375, height: 700 };

const test = suite<Context>("every state of every element");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});
test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

test("comes, with nothing for axe to find, in light and in dark", (context) =>
  visitStates(context, { viewport: WIDE }, "", async (page, name) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `${name}, ${colorScheme}`);
    }
  }));

test("comes on a telephone and from right to left, with nothing for axe to find, and fits", (context) =>
  visitStates(context, { viewport: PHONE }, "&lang=ar", async (page, name) => {
    const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(surplus <= 0, `${name} is ${surplus} px too wide`);
    await expectAccessible(page, name);
  }));

test("an unknown state is no page", async ({ server }) => {
  const answer = await fetch(`${server.origin}/demo/theming/state?of=nonsense`);
  assert.is(answer.status, 404);
});

test("what is chosen on the page reaches the elements in its frames", async (context) => {
  const profile = await openProfile(context, { colorScheme: "dark", viewport: WIDE });
  const page = await profile.newPage();
  await page.goto("/demo/theming");
  await page.getByLabel("Accent, dark").fill("#7fd6b4");
  await page.getByLabel("Corners").fill("2");
  const button = page
    .frameLocator("iframe[src*='of=banner-question']")
    .getByRole("button", { name: "Accept" });
  await page.locator("iframe[src*='of=banner-question']").scrollIntoViewIfNeeded();
  await button.waitFor();
  const style = () =>
    button.evaluate((element) => {
      const { backgroundColor, borderRadius } = getComputedStyle(element);
      return { backgroundColor, borderRadius };
    });
  assert.equal(await style(), { backgroundColor: "rgb(127, 214, 180)", borderRadius: "2px" });
  assert.match((await page.locator("[data-theming-css]").textContent()) ?? "", "--sereno-radius: 2px;");

  await page.getByLabel("Language").selectOption("es");
  await page
    .frameLocator("iframe[src*='of=banner-question']")
    .getByRole("button", { name: "Aceptar todas" })
    .waitFor();
  await page.getByRole("button", { name: "As it comes" }).click();
  await button.waitFor();
  assert.equal(await style(), { backgroundColor: "rgb(169, 192, 255)", borderRadius: "8px" });
  await profile.close();
});

test.run();

/** Opens each state by itself and leaves it to `look`; nothing may go wrong in any, the page's policy included. */
async function visitStates(
  context: Context,
  options: BrowserContextOptions,
  query: string,
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const profile = await openProfile(context, options);
  const errors = collectErrors(profile);
  const waiting = STATES.map(({ name }) => name);
  await Promise.all(
    Array.from({ length: PAGES_AT_ONCE }, async () => {
      const page = await profile.newPage();
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        await page.goto(`/demo/theming/state?of=${name}${query}`);
        await page.locator("[data-shown]").waitFor({ state: "attached", timeout: 10_000 });
        await look(page, name);
      }
    }),
  );
  assert.equal(errors, []);
  await profile.close();
}

function openProfile({ browser, server }: Context, options: BrowserContextOptions): Promise<BrowserContext> {
  return browser.newContext({ baseURL: server.origin, locale: "en-GB", reducedMotion: "reduce", ...options });
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  });
  assert.equal(found, [], name);
}
