import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HTMX_TAG, serveBodySwappers, TURBO_TAG } from "../support/body-swappers.ts";
import { answerBanner, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { HOST_PATH, openHost } from "../support/host-page.ts";
import { openProfile, openTab, post, sessionOf, signIn } from "../support/visitors.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const REASON = "Password found on a shared computer";
const MOUNTED = ["sereno-session-timeout", "sereno-debug-widget"];

const test = suite<Context>("what stays when a page swaps its body");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});

test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

for (const [name, head] of [
  ["Turbo", TURBO_TAG],
  ["htmx", HTMX_TAG],
] as const) {
  test(`${name}: the debug widget stays open, and an end is told, after visits and back`, async (context) => {
    const profile = await signInAtHost(context, head);
    const page = await openTab(profile, HOST_PATH);
    await page.getByRole("button", { name: /^Sereno/ }).click();
    await page.getByRole("tab", { name: "Cookies" }).click();
    await rememberElements(page);

    await page.getByRole("link", { name: "Next" }).click();
    await page.waitForURL("**/host?next");
    assert.equal(await remaining(page), MOUNTED);
    await page.goBack();
    await page.waitForURL((url) => url.search === "");
    assert.equal(await remaining(page), MOUNTED);
    assert.ok(await page.getByRole("tab", { name: "Cookies", selected: true }).isVisible());

    await end(context, (await sessionOf(profile)).session.id);
    await page.getByText(REASON).waitFor();
    await profile.close();
  });
}

test.run();

async function signInAtHost({ browser, server }: Context, head: string): Promise<BrowserContext> {
  const body = `<div hx-boost="true"><a href="${HOST_PATH}?next">Next</a></div>`;
  const profile = await openHost(browser, server.origin, { head, body }, { reducedMotion: "reduce" });
  await serveBodySwappers(profile);
  const page = await profile.newPage();
  await signIn(page, "admin", "/demo/");
  await answerBanner(page, "Reject all");
  await page.close();
  return profile;
}

async function rememberElements(page: Page): Promise<void> {
  await page.evaluate((tags) => {
    const elements = tags.map((tag) => document.querySelector(tag));
    Object.assign(window, { elements });
  }, MOUNTED);
}

/** Tags of the elements that are there still, themselves and once. */
function remaining(page: Page): Promise<string[]> {
  return page.evaluate((tags) => {
    const { elements } = window as unknown as { elements: Element[] };
    return tags.filter((tag, index) => {
      const found = document.querySelectorAll(tag);
      return found.length === 1 && found[0] === elements[index];
    });
  }, MOUNTED);
}

/** As another superuser. */
async function end({ browser, server }: Context, id: string): Promise<void> {
  const profile = await openProfile(browser, server.origin);
  const page = await profile.newPage();
  await signIn(page, "admin", "/demo/");
  assert.is(await post(profile, "api/admin/sessions/end", { ids: [id], reason: REASON }), 200);
  await profile.close();
}
