import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { answerBanner, launchBrowser } from "../support/browser-page.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";
import { ROOT } from "../support/run-command.ts";

interface Context {
  folder: string;
  server: DemoServer;
  browser: Browser;
}

const SHORTCUT = "Alt+Shift+KeyD";
const HOSTILE = `<img src=x onerror="window.hostile=1">`;
const TABS = ["Session", "Cookies", "History", "Statistics", "Consent", "Storage", "Log"];

const debug = suite<Context>("debug widget on a page");

debug.before(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "sereno-debug-"));
  context.server = await startDemoServer({ folder: context.folder });
  context.browser = await launchBrowser();
});

debug.after(async ({ folder, server, browser }) => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

debug(
  "the keyboard alone opens it, walks through all of it, and leaves where it came from",
  async (context) => {
    const { page, close } = await openAsSuperuser(context);
    await page.getByRole("link", { name: "Minutes" }).first().focus();
    const before = await page.evaluate(() => document.activeElement?.outerHTML);
    await page.keyboard.press(SHORTCUT);
    for (const name of TABS) {
      await page.getByRole("tab", { name, selected: true }).waitFor();
      assert.match(await focusedText(page), name);
      if (name !== "Log") await page.keyboard.press("ArrowRight");
    }
    const walked = await walk(page, "Log out");
    for (const stop of [
      "Log",
      "Session",
      "User",
      "Type",
      "Level",
      "Text",
      "Group",
      "Refresh",
      "Live",
      "Copy",
    ]) {
      assert.ok(walked.includes(stop), `${stop} is reached: ${walked.join(", ")}`);
    }
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Sereno .*Open debug panel/ }).waitFor();
    await page.waitForFunction((left) => document.activeElement?.outerHTML === left, before);
    await close();
  },
);

debug("hostile text is text in every field of every tab", async (context) => {
  const { page, profile, close } = await openAsSuperuser(context, { userAgent: `Mozilla/5.0 ${HOSTILE}` });
  const { csrfToken } = await (await profile.request.get("/sereno/api/session")).json();
  await profile.addCookies([{ name: "hostile", value: encodeURIComponent(HOSTILE), url: page.url() }]);
  await page.evaluate(
    async ([hostile = "", token = ""]) => {
      localStorage.setItem(hostile, hostile);
      sessionStorage.setItem(hostile, hostile);
      await new Promise((resolve) => (indexedDB.open(hostile).onsuccess = resolve));
      const at = new Date().toISOString();
      const event = { id: crypto.randomUUID(), at, type: "note", message: hostile, path: hostile };
      const requests: [string, string, unknown][] = [
        ["PATCH", "session/data", { [hostile]: hostile }],
        ["POST", "session/page-view", { path: `/${hostile}` }],
        ["POST", hostile, {}],
        ["POST", "frontend-log", { v: 1, sent: at, events: [{ ...event, data: { [hostile]: hostile } }] }],
      ];
      for (const [method, path, body] of requests) {
        const headers = { "Content-Type": "application/json", "X-CSRF-Token": token };
        await fetch(`/sereno/api/${path}`, { method, headers, body: JSON.stringify(body) });
      }
      dispatchEvent(new ErrorEvent("error", { message: hostile, filename: hostile }));
    },
    [HOSTILE, csrfToken as string],
  );
  await page.keyboard.press(SHORTCUT);
  for (const name of TABS) {
    await page.getByRole("tab", { name }).click();
    const panel = page.getByRole("tabpanel", { name });
    // A path comes as the browser sends it. Nothing of the cookies but their names could be hostile.
    if (name !== "Consent" && name !== "Cookies")
      await panel
        .getByText(/(<|%3C)img/)
        .first()
        .waitFor({ state: "attached" });
    for (const summary of await panel.locator("summary").all()) await summary.click();
    for (const reveal of await panel.locator("button.reveal").all()) await reveal.click();
    assert.is(await page.locator("sereno-debug-widget img").count(), 0, name);
  }
  await page.getByLabel("Group").check();
  await page.getByRole("button", { name: "× 1, show the events" }).first().waitFor();
  assert.is(await page.locator("sereno-debug-widget img").count(), 0, "grouped");
  assert.is(await page.evaluate(() => (window as { hostile?: unknown }).hostile), undefined);
  await close();
});

debug(
  "a modal dialog of the page puts it away with a reason, and it comes back as it was",
  async (context) => {
    const { page, close } = await openAsSuperuser(context);
    await page.keyboard.press(SHORTCUT);
    await page.getByRole("tab", { name: "Storage" }).click();
    await page.evaluate(() => {
      const dialog = document.createElement("dialog");
      dialog.innerHTML = "<form method=dialog><button>Fine</button></form>";
      document.body.append(dialog);
      dialog.showModal();
    });
    await page.getByText("back when the dialog closes").waitFor();
    assert.is(await page.getByRole("tab").count(), 0);
    await page.getByRole("button", { name: "Fine" }).click();
    await page.getByRole("tab", { name: "Storage", selected: true }).waitFor();
    await page.getByRole("tab", { name: "History" }).click();
    await page.getByRole("tab", { name: "History", selected: true }).waitFor();
    await close();
  },
);

debug(
  "an event of another page of the session is listed as it comes, and found by the filter",
  async (context) => {
    const { page, profile, close } = await openAsSuperuser(context);
    await page.keyboard.press(SHORTCUT);
    await page.getByRole("tab", { name: "Log" }).click();
    await page.getByRole("tabpanel", { name: "Log" }).getByLabel("Text").fill("BASKET");
    const other = await profile.newPage();
    await other.goto("/demo/minutes");
    await other.evaluate(() => {
      window.sereno?.log("cart.updated", { message: "the basket has three items", level: "warn" });
      window.sereno?.log("cart.updated", { message: "something else" });
    });
    await page.getByText("the basket has three items").waitFor();
    assert.is(await page.getByText("something else").count(), 0);
    await close();
  },
);

debug("it prints nothing", async (context) => {
  const { page, profile, close } = await openAsSuperuser(context);
  const printed: string[] = [];
  profile.on("console", (message) => printed.push(message.text()));
  await page.keyboard.press(SHORTCUT);
  for (const name of TABS) await page.getByRole("tab", { name }).click();
  await page.getByLabel("Group").check();
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByText("Refreshed").waitFor();
  await page.keyboard.press(SHORTCUT);
  await page.waitForLoadState("networkidle");
  assert.equal(printed, []);
  await close();
});

debug("when the role is taken away, the open widget goes with everything it held", async (context) => {
  const { page, close } = await openAsSuperuser(context);
  await page.keyboard.press(SHORTCUT);
  await page.getByRole("tab", { name: "Log" }).click();
  await page.getByText("Reported by pages").waitFor();
  await page.getByRole("tab", { name: "Session" }).click();
  await page.getByText("admin · superuser").waitFor();
  const widget = await page.locator("sereno-debug-widget").elementHandle();
  await runCommand(context, "user", "demote", "admin");
  await page.locator("sereno-debug-widget").waitFor({ state: "detached" });
  assert.is(await widget?.evaluate((element) => element.shadowRoot?.textContent?.trim()), "");
  await page.keyboard.press(SHORTCUT);
  await page.reload();
  await page.waitForLoadState("networkidle");
  assert.is(await page.locator("sereno-debug-widget").count(), 0);
  await runCommand(context, "user", "promote", "admin");
  await close();
});

debug.run();

/** Signed in as a superuser on a page of the demo, banner answered, widget closed. */
async function openAsSuperuser({ browser, server }: Context, options: BrowserContextOptions = {}) {
  const profile: BrowserContext = await browser.newContext({
    baseURL: server.origin,
    locale: "en-GB",
    reducedMotion: "reduce",
    ...options,
  });
  const page = await profile.newPage();
  await page.goto("/demo/");
  await answerBanner(page, "Accept all");
  await page.goto("/sereno/login?next=/demo/");
  await page.getByLabel("Username").fill("admin");
  await page.getByLabel("Password").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === "/demo/");
  await page.getByRole("button", { name: /Open debug panel/ }).waitFor();
  return { page, profile, close: () => profile.close() };
}

/** Presses Tab until what has the focus is called `last`; answers what it went through. */
async function walk(page: Page, last: string): Promise<string[]> {
  const walked: string[] = [];
  for (let steps = 0; steps < 60; steps++) {
    const text = await focusedText(page);
    walked.push(text);
    if (text === last) return walked;
    await page.keyboard.press("Tab");
  }
  throw new Error(`“${last}” is not reached: ${walked.join(", ")}`);
}

/** What the focused element of the widget is called. */
function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.querySelector("sereno-debug-widget")?.shadowRoot?.activeElement;
    const label = (active as Partial<HTMLInputElement> | null)?.labels?.[0] ?? active;
    const texts = [...(label?.childNodes ?? [])].filter((node) => node instanceof Text);
    return active?.getAttribute("aria-label") ?? texts.map(({ data }) => data.trim()).join("");
  });
}

async function runCommand({ folder, server }: Context, ...command: string[]): Promise<void> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: `sqlite:${join(folder, "sereno.db")}`,
    SERENO_SECRET: "a secret that only this test run knows",
    SERENO_ORIGIN: server.origin,
    SERENO_LOG_DIR: join(folder, "logs"),
  };
  await promisify(execFile)(process.execPath, [join(ROOT, "dist/server/cli.js"), ...command], { env });
}
