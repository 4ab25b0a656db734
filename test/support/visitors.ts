import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from "playwright-core";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import type { SessionAnswer } from "../../server/contract/index.ts";

/** A browser of its own as far as the server can tell: with cookies, storage, locks and channels of its own. */
export function openProfile(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({ baseURL: origin, locale: "en-GB", reducedMotion: "reduce", ...options });
}

/** Signs in as a person does, and goes on to `next`. */
export async function signIn(
  page: Page,
  username: string,
  next: string,
  password = DEMO_PASSWORD,
): Promise<void> {
  await page.goto(`/sereno/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === next);
}

/** The session of a profile, as the server has it. */
export async function sessionOf(profile: BrowserContext): Promise<SessionAnswer> {
  return (await profile.request.get("/sereno/api/session")).json() as Promise<SessionAnswer>;
}

/** Sends what changes something, as the widgets do. */
export async function post(profile: BrowserContext, path: string, data: object): Promise<number> {
  const state = await profile.request.get("/sereno/api/session");
  const { csrfToken } = (await state.json()) as SessionAnswer;
  const headers = { "X-CSRF-Token": csrfToken, Origin: new URL(state.url()).origin };
  return (await profile.request.post(`/sereno/${path}`, { headers, data })).status();
}

export function isStream(request: Request): boolean {
  return new URL(request.url()).pathname.endsWith("/api/events");
}

/** Opens a tab and waits until its page knows who is signed in. */
export async function openTab(profile: BrowserContext, path: string): Promise<Page> {
  const page = await profile.newPage();
  await page.goto(path);
  await page.waitForFunction(() => window.sereno?.session.isAuthenticated);
  return page;
}

/** The pages that have asked for a stream, in order; grows. */
export function watchStreams(profile: BrowserContext): Page[] {
  const pages: Page[] = [];
  profile.on("request", (request) => {
    if (isStream(request)) pages.push(request.frame().page());
  });
  return pages;
}

/** Listens to the stream of the page; `pushed` resolves when the server sends an event of that name over it. */
export async function listenFor(page: Page, name: string): Promise<{ pushed: Promise<void> }> {
  const cdp = await page.context().newCDPSession(page);
  const pushed = new Promise<void>((resolve) => {
    cdp.on("Network.eventSourceMessageReceived", ({ eventName }) => eventName === name && resolve());
  });
  await cdp.send("Network.enable");
  return { pushed };
}
