import type { Browser, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { collectErrors, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { allowedOn, HOST_PATH, openHost, openQuestion } from "../support/host-page.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const STRICT = "default-src 'self'; script-src 'self'; style-src 'self'";
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types lit-html";
const HOSTILE = "button{display:none!important} *{font-size:40px!important} div{position:static!important}";

const test = suite<Context>("consent on whatever page");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});

test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

for (const [name, policy] of [
  ["strict content security policy", STRICT],
  ["Trusted Types with only lit-html", `${STRICT}; ${TRUSTED_TYPES}`],
] as const) {
  test(`${name}: no violation, full styling, from the question to the withdrawal`, async (context) => {
    const profile = await openHost(context.browser, context.server.origin, {
      headers: { "Content-Security-Policy": policy },
    });
    const errors = collectErrors(profile);
    await profile.addInitScript(() => {
      const violations: string[] = [];
      Object.assign(window, { violations });
      document.addEventListener("securitypolicyviolation", (event) =>
        violations.push(event.violatedDirective),
      );
    });
    const page = await openQuestion(profile);
    await assertStyled(page);
    await page.getByRole("button", { name: "Choose…" }).click();
    await page.getByRole("checkbox", { name: "Statistics" }).check();
    await assertDialogStyled(page);
    await page.getByRole("button", { name: "Save choices" }).click();
    await page.waitForFunction(() => window.sereno?.consent.has("analytics"));
    await page.getByRole("link", { name: "Cookies" }).click();
    await page.getByRole("button", { name: "Withdraw" }).click();
    await page.getByText("Your consent is withdrawn").waitFor();
    assert.equal(await allowedOn(page), []);
    assert.equal(await page.evaluate(() => (window as unknown as { violations: string[] }).violations), []);
    assert.equal(errors, []);
    await profile.close();
  });
}

test("hostile CSS changes neither banner nor preferences", async (context) => {
  const profile = await openHost(context.browser, context.server.origin, {
    head: `<style>${HOSTILE}</style>`,
  });
  const page = await openQuestion(profile);
  await assertStyled(page);
  await page.getByRole("button", { name: "Choose…" }).click();
  await assertDialogStyled(page);
  await page.getByRole("button", { name: "Save choices" }).click();
  await page.waitForFunction(() => window.sereno?.consent.get().decided);
  await profile.close();
});

test("duplicate script tags: one banner, one record", async (context) => {
  const again = ["sereno.js", "sereno.js?v=2"].map(
    (file) => `<script type="module" src="/sereno/${file}"></script>`,
  );
  const profile = await openHost(context.browser, context.server.origin, { body: again.join("") });
  const page = await openQuestion(profile);
  await page.waitForLoadState("networkidle");
  assert.is(await page.locator("sereno-consent-banner").count(), 1);
  const sent: string[] = [];
  page.on("request", (request) => void (request.method() === "PUT" && sent.push(request.url())));
  const recorded = page.waitForResponse((response) => response.request().method() === "PUT");
  await page.getByRole("button", { name: "Reject all" }).click();
  await recorded;
  await page.waitForFunction(() => localStorage.getItem("sereno_queue") === null);
  assert.is(sent.length, 1);
  await profile.close();
});

test("the banner shifts nothing", async (context) => {
  const profile = await openHost(context.browser, context.server.origin, { body: "<p>Text</p>".repeat(50) });
  await profile.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  const page = await openQuestion(profile);
  await page.getByRole("button", { name: "Reject all" }).click();
  await page.getByRole("button", { name: "Accept all" }).waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts), []);
  await profile.close();
});

test("keyboard alone: to the banner first, through the choices, and back to where one was", async (context) => {
  const profile = await openHost(context.browser, context.server.origin);
  const page = await openQuestion(profile);
  const names: string[] = [];
  for (let count = 0; count < 3; count++) {
    await page.keyboard.press("Tab");
    names.push(await focusedText(page));
  }
  assert.equal(names, ["Accept all", "Reject all", "Choose…"]);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Your choices" }).waitFor();
  await page.getByRole("checkbox", { name: "Statistics" }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Save choices" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.sereno?.consent.has("analytics"));
  assert.equal(await allowedOn(page), ["analytics"]);
  await profile.close();
});

test("screen readers hear a region with three buttons, and a dialog with named switches", async (context) => {
  const profile = await openHost(context.browser, context.server.origin);
  const page = await openQuestion(profile);
  const banner = await page.getByRole("region", { name: "Cookies on this site" }).ariaSnapshot();
  for (const line of [
    'heading "Cookies on this site" [level=2]',
    'button "Accept all"',
    'button "Reject all"',
    'button "Choose…"',
  ]) {
    assert.ok(banner.includes(line), `${line}\n${banner}`);
  }
  await page.getByRole("button", { name: "Choose…" }).click();
  await page.getByText("Visit counter").waitFor({ state: "attached" });
  const dialog = await page.getByRole("dialog", { name: "Your choices" }).ariaSnapshot();
  for (const line of [
    'heading "Your choices" [level=2]',
    'button "Close"',
    'checkbox "Essential" [checked] [disabled]',
    'checkbox "Statistics"',
    'checkbox "Marketing"',
    'button "Save choices"',
  ]) {
    assert.ok(dialog.includes(line), `${line}\n${dialog}`);
  }
  await profile.close();
});

for (const viewport of [
  { width: 320, height: 640 },
  { width: 640, height: 360 },
]) {
  test(`at ${viewport.width} × ${viewport.height} everything is in reach without scrolling sideways`, async (context) => {
    const profile = await openHost(context.browser, context.server.origin, {}, { viewport, locale: "de" });
    const page = await profile.newPage();
    await page.goto(HOST_PATH);
    const region = page.getByRole("region");
    await region.waitFor();
    for (const button of await region.getByRole("button").all()) {
      const box = await button.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= viewport.width, JSON.stringify(box));
    }
    assert.is(await region.evaluate((element) => element.scrollWidth - element.clientWidth), 0);
    await page.evaluate(() => window.sereno?.consent.open());
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    assert.is(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth), 0);
    await profile.close();
  });
}

test.run();

async function assertStyled(page: Page): Promise<void> {
  const style = await page.getByRole("button", { name: "Accept all" }).evaluate((button) => {
    const { fontSize, backgroundColor, display } = getComputedStyle(button);
    return { fontSize, backgroundColor, display };
  });
  assert.equal(style, { fontSize: "14px", backgroundColor: "rgb(34, 64, 143)", display: "block" });
  const host = await page
    .locator("sereno-consent-banner")
    .evaluate((banner) => getComputedStyle(banner).position);
  assert.is(host, "fixed");
}

async function assertDialogStyled(page: Page): Promise<void> {
  const save = page.getByRole("button", { name: "Save choices" });
  await save.waitFor();
  const style = await save.evaluate((button) => {
    const { fontSize, backgroundColor } = getComputedStyle(button);
    return { fontSize, backgroundColor };
  });
  assert.equal(style, { fontSize: "14px", backgroundColor: "rgb(34, 64, 143)" });
}

function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused?.textContent?.trim() ?? "";
  });
}
