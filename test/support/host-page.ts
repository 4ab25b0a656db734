import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

export interface HostPage {
  /** After the script tag's own attributes. */
  attributes?: string;
  /** In the head, before the script. */
  head?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** Path of the page that stands for a host's. */
export const HOST_PATH = "/host";

/** A profile of its own, where `/host` of the server's origin is a page of a host with Sereno's script in it. */
export async function openHost(
  browser: Browser,
  origin: string,
  { attributes = "", head = "", body = "", headers = {} }: HostPage = {},
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const profile = await browser.newContext({ baseURL: origin, locale: "en-GB", ...options });
  const script = `<script type="module" src="/sereno/sereno.js" ${attributes}></script>`;
  await profile.route(
    (url) => url.pathname === HOST_PATH,
    (route) =>
      route.fulfill({
        contentType: "text/html",
        headers,
        body: `<!doctype html><html lang="en"><head><title>Host</title>${head}${script}</head><body>
          <main><h1>A page of the host</h1><a href="/sereno/consent" data-sereno-open="consent">Cookies</a></main>
          ${body}</body></html>`,
      }),
  );
  return profile;
}

/** Opens the page and waits for the question. */
export async function openQuestion(profile: BrowserContext): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(HOST_PATH);
  await page.getByRole("button", { name: "Accept all" }).waitFor();
  return page;
}

/** Ids of what is allowed on the page now, of those that the demo's policy asks for. */
export function allowedOn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    ["functional", "analytics", "marketing"].filter((id) => window.sereno?.consent.has(id)),
  );
}
