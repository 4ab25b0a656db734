import type { Page } from "playwright-core";

export interface Restored {
  /** Whether the page came from the back/forward cache. */
  persisted: boolean;
  /** Of its body, at that moment. */
  visibility: string;
}

/** https://developer.mozilla.org/docs/Web/API/PerformanceNavigationTiming/notRestoredReasons */
interface NavigationWithReasons extends PerformanceEntry {
  notRestoredReasons?: unknown;
}

const RESTORED = "restored: ";

/** Lets a page tell when it is restored, and how it looked then. */
export async function tellRestorations(page: Page): Promise<void> {
  await page.evaluate((prefix) => {
    addEventListener("pageshow", ({ persisted }) => {
      const { visibility } = getComputedStyle(document.body);
      console.info(prefix + JSON.stringify({ persisted, visibility }));
    });
  }, RESTORED);
}

/**
 * Goes back to a page that tells its restorations. Nothing is evaluated before it has told: until then a script
 * may run in either page. Fails with the browser's reasons for not restoring.
 */
export async function goBack(page: Page): Promise<Restored> {
  const [message] = await Promise.all([
    page
      .waitForEvent("console", { predicate: (one) => one.text().startsWith(RESTORED) })
      .catch(() => undefined),
    page.goBack({ waitUntil: "commit" }),
  ]);
  if (!message) throw new Error(`not restored: ${await findReasons(page)}`);
  return JSON.parse(message.text().slice(RESTORED.length)) as Restored;
}

function findReasons(page: Page): Promise<string> {
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as NavigationWithReasons[];
    return JSON.stringify(navigation?.notRestoredReasons);
  });
}
