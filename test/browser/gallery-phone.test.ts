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

const test = suite<Context>("every state on a telephone");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});
test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

test("comes from right to left, fits, and leaves axe nothing to find", ({ browser, server }) =>
  visitStates({
    browser,
    origin: server.origin,
    options: { viewport: { width: 375, height: 700 } },
    query: "&lang=ar",
    look: async (page, name) => {
      const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(surplus <= 0, `${name} is ${surplus} px too wide`);
      assert.equal(await findViolations(page), [], name);
    },
  }));

test.run();
