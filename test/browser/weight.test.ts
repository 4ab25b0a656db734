import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";

interface Context {
  server: DemoServer;
  browser: Browser;
}

interface Download {
  readonly path: string;
  readonly encoding: string | undefined;
  /** Of the body as it came over the wire. */
  readonly bytes: number;
}

/** A host's page that holds nothing but the script tag. */
const PAGE = "/only-the-script";
const HTML = `<!doctype html><html lang="en"><title>x</title><script type="module" src="/sereno/sereno.js"></script>`;

const weight = suite<Context>("weight as served");

weight.before(async (context) => {
  context.server = await startDemoServer();
  context.browser = await launchBrowser();
});

weight.after(async ({ server, browser }) => {
  await browser.close();
  await server.stop();
});

weight(
  "a first visit with its banner in English stays within 9,500 bytes, policy included",
  async (context) => {
    const profile = await openProfile(context);
    const { downloads } = await visit(
      profile,
      () => document.querySelector("sereno-consent-banner") !== null,
    );
    await profile.close();
    assert.ok(total(downloads) <= 9_500, describe(downloads));
    assert.ok(
      downloads.every(({ encoding }) => encoding === "br"),
      describe(downloads),
    );
  },
);

weight("a visitor who has answered loads the script alone, within 2,500 bytes", async (context) => {
  const first = await openProfile(context);
  const { page } = await visit(first, () => document.querySelector("sereno-consent-banner") !== null);
  await page.getByRole("button", { name: "Reject all" }).click();
  await page.waitForFunction(
    () => document.cookie.includes("sereno_consent=") && !("sereno_queue" in localStorage),
  );
  const storageState = await first.storageState();
  await first.close();

  const later = await openProfile(context, { storageState });
  const { downloads } = await visit(later, () => window.sereno?.consent !== undefined);
  await later.close();
  assert.equal(
    downloads.map(({ path }) => path),
    ["/sereno/sereno.js"],
  );
  assert.ok(total(downloads) <= 2_500, describe(downloads));
});

weight.run();

async function openProfile(
  { server, browser }: Context,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const profile = await browser.newContext({ baseURL: server.origin, locale: "en-GB", ...options });
  await profile.route(`**${PAGE}`, (route) => route.fulfill({ contentType: "text/html", body: HTML }));
  return profile;
}

/** Opens the page and lists what it loads until it `isReady` and the network rests. */
async function visit(profile: BrowserContext, isReady: () => boolean) {
  const page = await profile.newPage();
  const pending: Promise<Download>[] = [];
  page.on("requestfinished", (request) => {
    const path = new URL(request.url()).pathname;
    if (path === PAGE) return;
    pending.push(
      Promise.all([request.sizes(), request.response()]).then(([{ responseBodySize }, response]) => ({
        path,
        encoding: response?.headers()["content-encoding"],
        bytes: responseBodySize,
      })),
    );
  });
  await page.goto(PAGE);
  await page.waitForFunction(isReady);
  await page.waitForLoadState("networkidle");
  return { page, downloads: await Promise.all(pending) };
}

function total(downloads: Download[]): number {
  return downloads.reduce((sum, { bytes }) => sum + bytes, 0);
}

function describe(downloads: Download[]): string {
  const lines = downloads.map(({ path, bytes, encoding }) => `${bytes} ${path} ${encoding}`);
  return [`${total(downloads)} bytes:`, ...lines].join("\n");
}
