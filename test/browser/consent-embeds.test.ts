import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { HTMX_TAG, serveBodySwappers, TURBO_TAG } from "../support/body-swappers.ts";
import { HOST_PATH, openHost, openQuestion } from "../support/host-page.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const VIDEO = `<p>Before</p><div style="padding:0 30px"><iframe title="Town video" data-consent="functional.map" data-src="/video"
  width="480" height="270" style="margin:12px"></iframe></div><p id="after">After</p>`;

const test = suite<Context>("blocked embeds");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});

test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

test("a blocked frame says what it is, in its own place and size, and moves nothing when it is loaded", async (context) => {
  const profile = await openVideo(context);
  await profile.addInitScript(() => {
    Object.assign(window, { shifts: 0 });
    new PerformanceObserver((list) => {
      Object.assign(window, { shifts: list.getEntries().length });
    }).observe({ type: "layout-shift", buffered: true });
  });
  const page = await openQuestion(profile);
  const cover = page.getByRole("group", { name: "Town video" });
  await cover.getByText("Street map").waitFor();
  assert.equal(await cover.boundingBox(), await page.locator("iframe").boundingBox());
  assert.is(await frameSource(page), null);
  await cover.getByRole("button", { name: "Load once" }).focus();
  await page.keyboard.press("Enter");
  await page.frameLocator("iframe").getByText("The video").waitFor();
  assert.is(await cover.count(), 0);
  assert.is(await page.evaluate(() => window.sereno?.consent.get().decided), false);
  assert.is(await page.evaluate(() => (window as unknown as { shifts: number }).shifts), 0);
  await page.reload();
  await cover.waitFor();
  await profile.close();
});

test("the words follow their frame when the page is laid out anew", async (context) => {
  const profile = await openVideo(context);
  const page = await openQuestion(profile);
  const cover = page.getByRole("group", { name: "Town video" });
  await cover.waitFor();
  await page.setViewportSize({ width: 420, height: 700 });
  await page.locator("iframe").evaluate((frame) => (frame.style.width = "50%"));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await cover.boundingBox(), await page.locator("iframe").boundingBox());
  await profile.close();
});

test("always allowing is an answer for that service, recorded as given there; withdrawing it covers the frame again", async (context) => {
  const profile = await openVideo(context);
  const page = await openQuestion(profile);
  const recorded = page.waitForRequest((request) => request.method() === "PUT");
  await page.getByRole("group", { name: "Town video" }).getByRole("button", { name: "Always allow" }).click();
  const sent = (await recorded).postDataJSON();
  assert.equal([sent.action, sent.source, sent.layout], ["choose", "placeholder", "placeholder"]);
  await page.frameLocator("iframe").getByText("The video").waitFor();
  await page.getByRole("button", { name: "Accept all" }).waitFor({ state: "hidden" });
  await page.evaluate(() => window.sereno?.consent.withdraw());
  await page.getByRole("group", { name: "Town video" }).waitFor();
  assert.is(await frameSource(page), null);
  await profile.close();
});

test("Turbo: after visits and back, the banner is one and unasked, and frames are covered once", async (context) => {
  const profile = await openVideo(context, TURBO_TAG);
  const page = await openQuestion(profile);
  await page.getByRole("group", { name: "Town video" }).waitFor();
  await page.evaluate(() => Object.assign(window, { stays: true }));
  await page.getByRole("link", { name: "Next" }).click();
  await page.waitForURL("**/host?next");
  await assertOneOfEach(page);
  await page.goBack();
  await page.waitForURL((url) => url.search === "");
  await assertOneOfEach(page);
  await page.getByRole("button", { name: "Accept all" }).click();
  await page.frameLocator("iframe").getByText("The video").waitFor();
  await page.getByRole("link", { name: "Next" }).click();
  await page.waitForURL("**/host?next");
  await page.frameLocator("iframe").getByText("The video").waitFor();
  assert.is(await page.evaluate(() => "stays" in window), true, "no full page load");
  assert.is(await page.getByRole("button", { name: "Accept all" }).isVisible(), false);
  await profile.close();
});

test("htmx: a boosted body swap keeps the banner unasked, and what comes is gated", async (context) => {
  const profile = await openVideo(context, HTMX_TAG);
  const page = await openQuestion(profile);
  await page.evaluate(() => Object.assign(window, { stays: true }));
  await page.getByRole("link", { name: "Next" }).click();
  await page.waitForURL("**/host?next");
  await assertOneOfEach(page);
  await page.getByRole("button", { name: "Accept all" }).click();
  await page.frameLocator("iframe").getByText("The video").waitFor();
  assert.is(await page.evaluate(() => "stays" in window), true, "no full page load");
  await profile.close();
});

test.run();

async function openVideo({ browser, server }: Context, head = ""): Promise<BrowserContext> {
  const body = `<div hx-boost="true"><a href="${HOST_PATH}?next">Next</a></div>${VIDEO}`;
  const profile = await openHost(browser, server.origin, { head, body });
  await serveBodySwappers(profile);
  await profile.route("**/video", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Video</title>The video" }),
  );
  return profile;
}

async function assertOneOfEach(page: Page): Promise<void> {
  await page.getByRole("group", { name: "Town video" }).waitFor();
  await page.getByRole("button", { name: "Accept all" }).waitFor();
  assert.is(await page.locator("sereno-consent-banner").count(), 1);
  assert.is(await page.locator("sereno-consent-placeholder").count(), 1);
  assert.is(await page.evaluate(() => window.sereno?.consent.get().decided), false);
}

function frameSource(page: Page): Promise<string | null> {
  return page.locator("iframe").getAttribute("src");
}
