import type { Browser } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { findViolations } from "../support/find-violations.ts";
import { visitStates } from "../support/visit-states.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const WIDE = { width: 1100, height: 700 };

const WAIT_MS = 30_000;

const test = suite<Context>("every state of every element");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});
test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

test("comes, with nothing for axe to find, in light and in dark", ({ browser, server }) =>
  visitStates({
    browser,
    origin: server.origin,
    options: { viewport: WIDE },
    look: async (page, name) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        assert.equal(await findViolations(page), [], `${name}, ${colorScheme}`);
      }
    },
  }));

test("an unknown state is no page", async ({ server }) => {
  const answer = await fetch(`${server.origin}/demo/theming/state?of=nonsense`);
  assert.is(answer.status, 404);
});

test("what is chosen on the page reaches the elements in its frames", async ({ browser, server }) => {
  const page = await browser.newPage({ baseURL: server.origin, colorScheme: "dark", viewport: WIDE });
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
      return `${backgroundColor} ${borderRadius}`;
    });
  // The page dresses a frame once that is loaded, which may be later than its button is there.
  const untilStyled = async (expected: string) => {
    for (const end = Date.now() + WAIT_MS; Date.now() < end;) if ((await style()) === expected) return;
    assert.is(await style(), expected);
  };
  await untilStyled("rgb(127, 214, 180) 2px");
  assert.match((await page.locator("[data-theming-css]").textContent()) ?? "", "--sereno-radius: 2px;");

  await page.getByLabel("Language").selectOption("es");
  await page
    .frameLocator("iframe[src*='of=banner-question']")
    .getByRole("button", { name: "Aceptar todas" })
    .waitFor();
  await page.getByRole("button", { name: "As it comes" }).click();
  await button.waitFor();
  await untilStyled("rgb(169, 192, 255) 8px");
  await page.close();
});

test.run();
