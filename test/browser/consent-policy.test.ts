import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { getPackageRoot } from "../../server/package-root.ts";
import { answerBanner, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { allowedOn, HOST_PATH, openHost } from "../support/host-page.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

/** To the policy before the present one: everything was granted. */
const EARLIER = "v=1&p=1&id=00000000-0000-4000-8000-000000000001&t=NOW&g=functional+analytics+marketing";

const policy = suite<Context>("a policy that has changed");

policy.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});

policy.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

policy(
  "asks again, grants nothing, and tells what is new and changed without moving anything",
  async (context) => {
    const { profile, page } = await openWithEarlierAnswer(context, "en-GB");
    await page.addInitScript(() => {
      Object.assign(window, { shifts: 0 });
      new PerformanceObserver((list) => {
        Object.assign(window, { shifts: list.getEntries().length });
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(HOST_PATH);
    const banner = page.getByRole("region", { name: "Cookies on this site" });
    const list = banner.getByRole("list");
    await list.getByRole("listitem").first().waitFor();
    assert.equal(await textsOf(page, "sereno-consent-banner li"), [
      "Changed: Visit counter (Statistics) vallesol_visits",
      "New: Film of the tourist board (Marketing) film_viewer",
    ]);
    assert.equal(await allowedOn(page), []);
    assert.is(await page.evaluate(() => (window as unknown as { shifts: number }).shifts), 0);
    await banner.getByRole("button", { name: "Choose…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("What has changed since your last answer").waitFor();
    await dialog.getByRole("listitem").filter({ hasText: "film_viewer" }).first().waitFor();
    await dialog.getByRole("button", { name: "Save choices" }).click();
    await page.waitForFunction(() => window.sereno?.consent.get().decided);
    await page.evaluate(() => window.sereno?.consent.open());
    await dialog.waitFor();
    assert.is(await dialog.getByText("What has changed since your last answer").count(), 0);
    await profile.close();
  },
);

policy("tells it in the language of the page, from right to left where that is", async (context) => {
  const { profile, page } = await openWithEarlierAnswer(context, "ar");
  await page.goto(HOST_PATH);
  const region = page.getByRole("region");
  await region.getByRole("listitem").first().waitFor();
  assert.is(await region.getAttribute("dir"), "rtl");
  assert.match(
    (await textsOf(page, "sereno-consent-banner li")).join("\n"),
    "جديد: فيلم مكتب السياحة (تسويق)",
  );
  await profile.close();
});

policy("can be answered when the changes cannot be had, and says that they cannot", async (context) => {
  const { profile, page } = await openWithEarlierAnswer(context, "en-GB");
  await profile.route("**/sereno/api/**", (route) => route.abort());
  await page.goto(HOST_PATH);
  await page.getByText("The list of changes could not be loaded.").waitFor();
  await answerBanner(page, "Reject all");
  assert.equal(await allowedOn(page), []);
  await profile.close();
});

policy.run();

const own = suite<Context & { folder: string }>("a policy in the site's own words");

own.before(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "sereno-own-words-"));
  const file = join(context.folder, "policy.json");
  const demo = JSON.parse(await readFile(join(getPackageRoot(), "demo/policy.json"), "utf8"));
  const texts = {
    banner: { title: "Biscuits?", accept: "Yes, all", reject: "No, none" },
    preferences: { save: "That is it", lastAnswer: "Answered {time}" },
    placeholder: { once: "Just this time", from: "{service} waits here." },
    link: { text: "Biscuits" },
    page: { save: "That is it" },
  };
  await writeFile(file, JSON.stringify({ ...demo, texts }));
  context.server = await startDemoServer({ environment: { SERENO_POLICY_FILE: file } });
  context.browser = await launchBrowser();
});

own.after(async ({ server, browser, folder }) => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

own(
  "says them in banner, preferences, placeholder, link and the page without JavaScript",
  async (context) => {
    const body = `<sereno-consent-link></sereno-consent-link>
    <iframe title="Film" data-consent="marketing.film" data-src="/film" width="480" height="270"></iframe>`;
    const profile = await openHost(context.browser, context.server.origin, { body });
    const page = await profile.newPage();
    await page.goto(HOST_PATH);
    const banner = page.getByRole("region", { name: "Biscuits?" });
    await banner.getByRole("button", { name: "Yes, all" }).waitFor();
    await banner.getByRole("button", { name: "No, none" }).waitFor();
    await page.getByRole("link", { name: "Biscuits", exact: true }).waitFor();
    const cover = page.getByRole("group", { name: "Film" });
    await cover.getByText("Film of the tourist board waits here.").waitFor();
    await cover.getByRole("button", { name: "Just this time" }).waitFor();
    await banner.getByRole("button", { name: "Choose…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "That is it" }).click();
    await page.waitForFunction(() => window.sereno?.consent.get().decided);
    await page.goto("/sereno/consent");
    await page.getByRole("button", { name: "That is it" }).waitFor();
    await profile.close();
  },
);

own("asks in words of Sereno's where the site's own cannot be had", async (context) => {
  const profile = await openHost(context.browser, context.server.origin);
  await profile.route("**/assets/policy-*", (route) => route.abort());
  const page = await profile.newPage();
  await page.goto(HOST_PATH);
  await page.getByRole("button", { name: "Accept all" }).waitFor();
  await profile.close();
});

own.run();

async function openWithEarlierAnswer(
  { browser, server }: Context,
  locale: string,
): Promise<{ profile: BrowserContext; page: Page }> {
  const profile = await openHost(
    browser,
    server.origin,
    { attributes: `data-lang="${locale.slice(0, 2)}"` },
    { locale },
  );
  const { hostname } = new URL(server.origin);
  const value = EARLIER.replace("NOW", `${Date.now() - 60_000}`);
  await profile.addCookies([{ name: "sereno_consent", value, domain: hostname, path: "/" }]);
  return { profile, page: await profile.newPage() };
}

async function textsOf(page: Page, selector: string): Promise<string[]> {
  const texts = await page.locator(selector).allTextContents();
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
}
