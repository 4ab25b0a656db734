import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { WIDGETS } from "../../demo/content/widgets.ts";
import { collectErrors, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { findViolations } from "../support/find-violations.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const PUBLIC_PAGES = [
  "/demo/",
  "/demo/minutes?year=2026",
  "/demo/minutes?q=nothing-like-it",
  "/demo/minutes/2026-10-29",
  "/demo/visit",
  "/demo/consent?gpc=on",
  "/demo/embed/film",
  "/demo/embed/map",
  "/demo/widgets",
  "/demo/theming",
  "/demo/frameworks",
  "/demo/nowhere",
] as const;

const pages = suite<Context>("demo pages");
pages.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});
pages.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

function openContext(
  { browser, server }: Context,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({ baseURL: server.origin, locale: "en-GB", reducedMotion: "reduce", ...options });
}

async function signIn(page: Page, username: string, next: string): Promise<void> {
  await page.goto(`/sereno/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === next);
}

for (const colorScheme of ["light", "dark"] as const) {
  pages(`axe finds nothing on the public pages, banner included, ${colorScheme}`, async (context) => {
    const profile = await openContext(context, { colorScheme });
    const page = await profile.newPage();
    await page.goto("/demo/");
    await page.getByRole("button", { name: "Accept all" }).waitFor();
    assert.equal(await findViolations(page), []);
    for (const path of PUBLIC_PAGES) {
      await page.goto(path);
      assert.equal(await findViolations(page), [], path);
    }
    await profile.close();
  });
}

pages("axe finds nothing on the pages of a superuser, debug widget open", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await signIn(page, "admin", "/demo/members");
  await page.getByText("This device").first().waitFor();
  assert.equal(await findViolations(page), []);
  await page.goto("/demo/administration");
  await page.getByRole("row").nth(5).waitFor();
  await page.getByRole("button", { name: /Open debug panel/ }).waitFor();
  await page.keyboard.press("Alt+Shift+KeyD");
  await page.getByRole("tab", { name: "Cookies" }).click();
  assert.equal(await findViolations(page), []);
  await profile.close();
});

pages("no page fails, breaks its own policy, or scrolls sideways at 320 px", async (context) => {
  const profile = await openContext(context, { viewport: { width: 320, height: 640 } });
  const errors = collectErrors(profile);
  const page = await profile.newPage();
  await signIn(page, "admin", "/demo/members");
  for (const path of [...PUBLIC_PAGES, "/demo/members", "/demo/administration"]) {
    await page.goto(path);
    const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(surplus <= 0, `${path} is ${surplus} px too wide`);
  }
  const unexpected = errors.filter((error) => !error.includes("/demo/nowhere"));
  assert.equal(unexpected, []);
  await profile.close();
});

pages("the receipt of an answer, and the record that it opens, fit 320 px", async (context) => {
  const profile = await openContext(context, { viewport: { width: 320, height: 640 } });
  const page = await profile.newPage();
  const findSurplus = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.goto("/sereno/consent");
  await page.getByRole("button", { name: "Accept all" }).click();
  await page.getByText("Your choice is saved.").waitFor();
  assert.is(await findSurplus(), 0);
  const [id, secret] = await page.locator("dd").allTextContents();
  await page.getByLabel("Number").fill(id ?? "");
  await page.getByLabel("Secret").fill(secret ?? "");
  await page.getByRole("button", { name: "Show my record" }).click();
  await page.getByText("Fingerprint").waitFor();
  assert.is(await findSurplus(), 0);
  await profile.close();
});

pages("a script and an embed wait for consent, and come when it is given", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await page.goto("/demo/visit");
  const accept = page.getByRole("button", { name: "Accept all" });
  await accept.waitFor();
  const counter = page.locator("[data-visit-count]");
  assert.is(await counter.textContent(), "no, the script has not run");
  assert.is(await page.locator("iframe.map").getAttribute("src"), null);

  await accept.click();
  await page.frameLocator("iframe.map").getByText("Plaza del Sereno").waitFor();
  await page.locator('[data-consent-state="analytics"].allowed').waitFor();
  await page.getByText("yes, at").waitFor();
  await profile.close();
});

pages("a film waits for its service, and takes its cookie along when consent goes", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await page.goto("/demo/consent");
  const film = page.locator("iframe.map");
  const signal = page.locator("[data-signals] div", { hasText: "ad_storage" });
  await page.getByRole("button", { name: "Accept all" }).waitFor();
  assert.is(await film.getAttribute("src"), null);
  assert.match((await signal.textContent()) ?? "", "denied");

  await page.getByRole("button", { name: "Accept all" }).click();
  await page.frameLocator("iframe.map").getByRole("img").waitFor();
  await page.waitForFunction(() => document.cookie.includes("film_viewer="));
  await signal.getByText("granted").waitFor();
  await page.getByText("1 by this browser").waitFor();

  await page.evaluate(() => window.sereno?.consent.withdraw());
  await page.waitForFunction(() => !document.cookie.includes("film_viewer="));
  await signal.getByText("denied").waitFor();
  assert.is(await film.getAttribute("src"), null);
  assert.is(await page.evaluate(() => localStorage.getItem("vallesol_visits")), null);
  await profile.close();
});

pages("with Global Privacy Control “Accept all” leaves the film out", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await page.goto("/demo/consent?gpc=on");
  await page.getByRole("button", { name: "Accept all" }).click();
  await page.getByText("1 by this browser").waitFor();
  assert.is(await page.locator("iframe.map").getAttribute("src"), null);
  await profile.close();
});

pages("an answer that has aged by a version is asked for again", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await page.goto("/demo/consent");
  await page.getByRole("button", { name: "Reject all" }).click();
  await page.getByRole("button", { name: "Reject all" }).waitFor({ state: "hidden" });
  await page.evaluate(() => sessionStorage.clear());
  await page.getByRole("button", { name: "Age my answer" }).click();
  await page.getByRole("button", { name: "Reject all" }).waitFor();
  await profile.close();
});

pages("a refusal lets neither of them in, on the next page load either", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await page.goto("/demo/visit");
  await page.getByRole("button", { name: "Reject all" }).click();
  await page.getByRole("button", { name: "Reject all" }).waitFor({ state: "hidden" });
  await page.reload({ waitUntil: "networkidle" });
  assert.is(await page.locator("iframe.map").getAttribute("src"), null);
  assert.is(await page.locator("[data-visit-count]").textContent(), "no, the script has not run");
  await profile.close();
});

pages("without JavaScript one can read, sign in, reach the members' area and log out", async (context) => {
  const profile = await openContext(context, { javaScriptEnabled: false });
  const page = await profile.newPage();
  await page.goto("/demo/minutes/2026-10-29");
  await page.getByRole("link", { name: "Sign in to read it" }).click();
  await page.getByLabel("Username").fill("ana");
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Alumbrado Ibérico").waitFor();
  await page.getByRole("link", { name: "Members" }).click();
  await page.getByRole("heading", { name: "Good to see you, Ana Ruiz." }).waitFor();
  await page.getByRole("button", { name: "Log out" }).first().click();
  await page.getByText("You are logged out.").waitFor();
  await page.goto("/demo/members");
  assert.is(new URL(page.url()).pathname, "/sereno/login");
  await profile.close();
});

pages("the guide documents attributes that the elements really have", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await signIn(page, "admin", "/demo/widgets");
  for (const { tag, options } of WIDGETS) {
    const observed = await page.evaluate(async (name) => {
      document.body.append(document.createElement(name));
      const element = (await customElements.whenDefined(name)) as unknown as {
        observedAttributes?: string[];
      };
      return element.observedAttributes ?? [];
    }, tag);
    const documented = options.flatMap((option) => option.name.split(", "));
    const read = new Set([...observed, ...READ_WHEN_USED]);
    assert.equal(
      documented.filter((name) => !read.has(name)),
      [],
      tag,
    );
  }
  await profile.close();
});

/** Attributes of the logout button that are looked up at the logout, not observed. */
const READ_WHEN_USED = ["action", "method"];

pages("a member finds the last search again, until they log out", async (context) => {
  const profile = await openContext(context);
  const page = await profile.newPage();
  await signIn(page, "luis", "/demo/minutes");
  const kept = page.waitForResponse((response) => response.request().method() === "PATCH");
  await page.goto("/demo/minutes?q=water&year=2026");
  assert.is((await kept).status(), 200);
  await page.goto("/demo/minutes");
  await page.getByRole("link", { name: "Back to your last search" }).click();
  await page.getByText("2 sessions of 2026 with “water”").waitFor();
  await profile.close();
});

pages("a click copies the code of a widget", async (context) => {
  const profile = await openContext(context, { permissions: ["clipboard-read", "clipboard-write"] });
  const page = await profile.newPage();
  await page.goto("/demo/widgets");
  await page.getByRole("button", { name: "Copy" }).first().click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.is(copied, '<script type="module" src="/sereno/sereno.js"></script>');
  await profile.close();
});

pages.run();
