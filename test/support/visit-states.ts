import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import * as assert from "uvu/assert";
import { STATES } from "../../demo/content/gallery.ts";
import { collectErrors } from "./browser-page.ts";

export interface StatesVisit {
  browser: Browser;
  origin: string;
  options: BrowserContextOptions;
  /** Parameters of each page's address. */
  query?: string;
  look: (page: Page, name: string) => Promise<void>;
}

const PAGES_AT_ONCE = 3;

/** Opens each state of the demo's gallery by itself and leaves it to `look`; nothing may go wrong in any. */
export async function visitStates({
  browser,
  origin,
  options,
  query = "",
  look,
}: StatesVisit): Promise<void> {
  const profile = await browser.newContext({
    baseURL: origin,
    locale: "en-GB",
    reducedMotion: "reduce",
    ...options,
  });
  const errors = collectErrors(profile);
  const waiting = STATES.map(({ name }) => name);
  const visit = async (): Promise<void> => {
    const page = await profile.newPage();
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      await page.goto(`/demo/theming/state?of=${name}${query}`);
      await page.locator("[data-shown]").waitFor({ state: "attached" });
      await look(page, name);
    }
  };
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, visit));
  assert.equal(errors, []);
  await profile.close();
}
