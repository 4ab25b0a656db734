import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { launchBrowser } from "./browser-page.ts";
import { startDemoServer } from "./demo-server.ts";
import { ROOT } from "./run-command.ts";

/** One picture of the README: who looks, where, and what they do before. */
interface Picture {
  name: string;
  width: number;
  height: number;
  username?: string;
  path: string;
  pose(page: Page): Promise<void>;
}

const FOLDER = join(ROOT, "demo/public/screenshots");
const QUALITY = 82;
const THEMES = ["light", "dark"] as const;

const PICTURES: readonly Picture[] = [
  { name: "banner", width: 1200, height: 800, path: "/demo/", pose: showBanner },
  {
    name: "sessions",
    width: 1200,
    height: 800,
    username: "admin",
    path: "/demo/administration",
    pose: showEndedSessions,
  },
  {
    name: "debug-widget",
    width: 1200,
    height: 800,
    username: "admin",
    path: "/demo/minutes/2026-06-25",
    pose: openDebugWidget,
  },
  {
    name: "own-sessions",
    width: 390,
    height: 780,
    username: "luis",
    path: "/demo/members",
    pose: showOwnSessions,
  },
  {
    name: "preferences",
    width: 620,
    height: 760,
    path: "/demo/theming/state?of=preferences-answered",
    pose: waitForState,
  },
  {
    name: "timeout",
    width: 620,
    height: 300,
    path: "/demo/theming/state?of=timeout-question",
    pose: waitForState,
  },
  {
    name: "console",
    width: 1280,
    height: 900,
    username: "admin",
    path: "/sereno/admin",
    pose: showMonth,
  },
  {
    name: "ended",
    width: 1200,
    height: 800,
    username: "ana",
    path: "/demo/minutes/2026-10-29",
    pose: waitForEnd,
  },
];

/**
 * `npm run screenshots`, after a build: takes the README's pictures of a demo of its own, in both themes; with
 * names behind `--`, those alone.
 */
async function takeScreenshots(names: readonly string[]): Promise<void> {
  const server = await startDemoServer();
  const browser = await launchBrowser();
  try {
    await mkdir(FOLDER, { recursive: true });
    for (const picture of PICTURES) {
      if (names.length > 0 && !names.includes(picture.name)) continue;
      for (const theme of THEMES) await take(browser, server.origin, picture, theme);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function take(
  browser: Browser,
  origin: string,
  picture: Picture,
  theme: "light" | "dark",
): Promise<void> {
  const { width, height, username, path, pose, name } = picture;
  const options = {
    colorScheme: theme,
    viewport: { width, height },
    deviceScaleFactor: 2,
    locale: "en-GB",
  } as const;
  const page = await openPage(browser, origin, options);
  if (username !== undefined) {
    await answerBanner(page);
    await signIn(page, username, path);
  } else {
    await page.goto(path);
  }
  await pose(page);
  await writeFile(join(FOLDER, `${name}-${theme}.webp`), await capture(page));
  await page.context().close();
}

async function openPage(browser: Browser, baseURL: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ baseURL, reducedMotion: "reduce", ...options });
  return context.newPage();
}

async function signIn(page: Page, username: string, next: string): Promise<void> {
  await page.goto(`/sereno/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === next);
}

async function answerBanner(page: Page): Promise<void> {
  await page.goto("/demo/");
  await page.getByRole("button", { name: "Accept all" }).click();
}

/** In the gallery, where every state can be had at once. */
async function waitForState(page: Page): Promise<void> {
  await page.locator("[data-shown]").waitFor({ state: "attached" });
}

async function showMonth(page: Page): Promise<void> {
  await page.getByRole("link", { name: "30 days" }).click();
  await page.waitForURL((url) => url.searchParams.get("window") === "30d");
  await page.getByRole("button", { name: /^Sereno/ }).waitFor();
}

async function showBanner(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Accept all" }).waitFor();
}

async function showEndedSessions(page: Page): Promise<void> {
  await page.getByRole("row").nth(12).waitFor();
  await page.locator(".summary svg.chart").waitFor();
  await scrollToTop(page, "sereno-session-table");
}

async function openDebugWidget(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Sereno/ }).waitFor();
  await page.keyboard.press("Alt+Shift+KeyD");
  await page.getByRole("tab", { name: "Cookies" }).click();
  await page.getByText("sereno_hint").waitFor();
}

async function showOwnSessions(page: Page): Promise<void> {
  await page.getByRole("row").nth(1).waitFor();
  await scrollToTop(page, "#sessions");
}

async function scrollToTop(page: Page, selector: string): Promise<void> {
  await page.locator(selector).evaluate((element) => {
    scrollTo({ top: element.getBoundingClientRect().top + scrollY - 24, behavior: "instant" });
  });
}

/** As a superuser in another browser profile ends the session with a reason. */
async function waitForEnd(page: Page): Promise<void> {
  const { id, origin } = await page.evaluate(async () => {
    const answer = await fetch("/sereno/api/session");
    return { id: (await answer.json()).session.id as string, origin: location.origin };
  });
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  const admin = await openPage(browser, origin, {});
  await signIn(admin, "admin", "/demo/");
  await admin.evaluate(async (sessionId) => {
    const { csrfToken } = await (await fetch("/sereno/api/session")).json();
    await fetch("/sereno/api/admin/sessions/end", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrfToken },
      body: JSON.stringify({ ids: [sessionId], reason: "Password found on a shared computer." }),
    });
  }, id);
  await admin.context().close();
  await page.getByText("Password found on a shared computer.").waitFor();
}

/** WebP: a tenth of the PNG. Playwright itself takes PNG and JPEG only. */
async function capture(page: Page): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  return Buffer.from(data, "base64");
}

await takeScreenshots(process.argv.slice(2));
