import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { chromiumFlags, getChromium } from "./chromium.ts";

/** Flags that Playwright sets and a test may need to be without. */
interface LaunchOptions {
  readonly without?: string[];
  /** Further flags. */
  readonly args?: string[];
}

/**
 * A real browser for whole-page tests; `newContext()` gives a profile of its own. For the back-forward cache
 * launch it `without: ["--disable-back-forward-cache"]`.
 */
export async function launchBrowser({ without = [], args = [] }: LaunchOptions = {}): Promise<Browser> {
  const executablePath = await getChromium();
  return chromium.launch({ executablePath, args: [...chromiumFlags(), ...args], ignoreDefaultArgs: without });
}

/**
 * What goes wrong in the pages of a profile from now on: uncaught errors, and errors on the console, where
 * breaches of the content security policy are told. The list grows while pages run.
 */
export function collectErrors(context: BrowserContext): string[] {
  const errors: string[] = [];
  context.on("weberror", (webError) => errors.push(String(webError.error().stack)));
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  return errors;
}

/** Answers the banner, and waits until the answer stands: a page that is left before has none. */
export async function answerBanner(page: Page, name: "Accept all" | "Reject all"): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.waitForFunction(() => window.sereno?.consent.get().decided);
}
