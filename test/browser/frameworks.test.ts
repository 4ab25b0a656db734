import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { answerBanner, collectErrors, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { ROOT } from "../support/run-command.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

const PATH = "/demo/frameworks";

const test = suite<Context>("elements in React and Vue");

test.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});
test.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

for (const framework of ["React", "Vue"]) {
  test(`${framework} passes properties, hears events, and has the element by its ref`, async (context) => {
    const profile = await openProfile(context);
    const errors = collectErrors(profile);
    const page = await openSignedIn(profile);
    const part = page.locator(`[data-framework=${framework.toLowerCase()}]`);
    const rows = part.locator("sereno-session-table tbody tr");
    await part.getByText(`${framework} heard: a list of 5`).waitFor();
    assert.is(await rows.count(), 5);
    await part.getByText(`Your sessions, by ${framework}`).waitFor();

    await part.getByLabel("Rows").selectOption("2");
    await part.getByText(`${framework} heard: a list of 2`).waitFor();
    assert.is(await rows.count(), 2);

    await part.getByRole("button", { name: "Focus it by its ref" }).click();
    await page.keyboard.press("Enter");
    await part.getByText(`${framework} heard: a wish to log out (others), declined`).waitFor();
    assert.is(await part.getByRole("button", { name: "Log out" }).getAttribute("aria-busy"), null);
    assert.is(await part.locator("sereno-logout-button svg").count(), 0, "noIcon is a property");

    await rows.getByRole("button", { name: "End" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "End" }).click();
    await part.getByText(`${framework} heard: the end of 1`).waitFor();
    assert.equal(errors, []);
    await profile.close();
  });
}

test("elements of the bundle and of the script tag ask the server once, over one stream", async (context) => {
  const profile = await openProfile(context);
  const page = await openSignedIn(profile);
  const address = page.url();
  // The page before may be about to open its stream.
  await page.goto("about:blank");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(address);
  await page.getByText("React heard: a list of 5").waitFor();
  await page.getByText("Vue heard: a list of 5").waitFor();
  await page.locator("header sereno-logout-button:defined").waitFor();
  assert.is(asked.filter((path) => path === "/sereno/api/session").length, 1);
  assert.ok(asked.filter((path) => path === "/sereno/api/events").length <= 1);
  await profile.close();
});

test("a page without the script tag says where Sereno is, and its cookie link leads there", async ({
  browser,
}) => {
  const profile = await browser.newContext({ baseURL: "http://shop.test" });
  await profile.route("**/package/**", (route) =>
    route.fulfill({ path: join(ROOT, "dist", new URL(route.request().url()).pathname) }),
  );
  await profile.route("**/page", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Shop</title><sereno-consent-link></sereno-consent-link>
        <script type="module">
          import { setBase } from "/package/client.js";
          setBase("/account/sereno");
          await import("/package/consent-link.js");
        </script>`,
    }),
  );
  const page = await profile.newPage();
  await page.goto("/page");
  const link = page.getByRole("link", { name: "Cookie settings" });
  assert.is(await link.getAttribute("href"), "http://shop.test/account/sereno/consent");
  await profile.close();
});

test.run();

/** With ana's other sessions, of which there are more than a page of the table shows. */
async function openProfile({ browser, server }: Context): Promise<BrowserContext> {
  for (let count = 0; count < 6; count++) {
    const elsewhere = await browser.newContext({ baseURL: server.origin });
    await signIn(await elsewhere.newPage(), "/demo/");
    await elsewhere.close();
  }
  return browser.newContext({ baseURL: server.origin, locale: "en-GB", reducedMotion: "reduce" });
}

async function openSignedIn(profile: BrowserContext): Promise<Page> {
  const page = await profile.newPage();
  await page.goto("/demo/");
  await answerBanner(page, "Reject all");
  await signIn(page, PATH);
  return page;
}

async function signIn(page: Page, next: string): Promise<void> {
  await page.goto(`/sereno/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Username").fill("ana");
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === next);
}
