import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { SessionResource } from "../../server/contract/index.ts";
import { launchBrowser } from "../support/browser-page.ts";
import { ROOT } from "../support/run-command.ts";
import { type Bench, type BenchRow, median } from "./bench.ts";

const ROWS = 100;
const ROUNDS = 9;
const THROTTLE = 4;
const ORIGIN = "http://bench.test";
/** Fonts and styles are there, as on a page that people look at. */
const HTML = `<!doctype html><html lang="en"><title>Bench</title><h1>Sessions</h1><button>End…</button>`;
const NOW = Date.parse("2026-11-22T10:14:00Z");

/** From the rows being there until a frame with them is drawn; each round in a page of its own. */
export const tableRender: Bench = {
  title: `Table of ${ROWS} sessions, built widgets, processor throttled ${THROTTLE} times: median of ${ROUNDS} first renders`,
  async run(progress) {
    const browser = await launchBrowser();
    const times = { plain: [] as number[], table: [] as number[] };
    try {
      for (let round = 1; round <= ROUNDS; round++) {
        progress(`round ${round} of ${ROUNDS}`);
        times.plain.push(await inPage(browser, renderPlain));
        times.table.push(await inPage(browser, renderTable));
      }
    } finally {
      await browser.close();
    }
    const plain = median(times.plain);
    const row = (name: string, values: number[], bar = ""): BenchRow => ({
      name,
      figures: {
        ms: median(values),
        "of the plain table": median(values) / plain,
        slowest: Math.max(...values),
        bar,
      },
    });
    return [
      row("plain HTML table of the same rows", times.plain),
      row("<sereno-session-table scope=all>", times.table, "≤ 100 ms"),
    ];
  },
};

declare global {
  interface Window {
    /** Resolves once what the page is now has been laid out and painted. */
    afterFrame(): Promise<void>;
  }
}

function afterFrame(): void {
  window.afterFrame = () =>
    new Promise((resolve) => {
      // A task after the frame's callbacks runs when the frame is done.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
}

async function inPage(browser: Browser, render: (page: Page) => Promise<number>): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  // What runs a bench's TypeScript calls it in functions that are passed on to a page.
  await context.addInitScript("globalThis.__name = (target) => target");
  await context.addInitScript(afterFrame);
  const page = await context.newPage();
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.startsWith("/api/"))
      return route.fulfill({ status: 401, json: { code: "unauthenticated" } });
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: HTML });
    const body = await readFile(join(ROOT, "dist/widgets", pathname), "utf8");
    return route.fulfill({ contentType: "text/javascript", body });
  });
  await page.goto(ORIGIN);
  await page.evaluate(() => window.afterFrame());
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
  const milliseconds = await render(page);
  await context.close();
  return milliseconds;
}

/** The element with its tools, in the page and waiting for its rows; then they come. */
async function renderTable(page: Page): Promise<number> {
  const manifest = JSON.parse(await readFile(join(ROOT, "dist/widgets/.vite/manifest.json"), "utf8"));
  const { file } = manifest["widgets/session-table/define.ts"] as { file: string };
  await page.evaluate(
    async ({ source, items }) => {
      await import(source);
      const table = document.createElement("sereno-session-table");
      const page = { items, nextCursor: null, total: items.length };
      const api = {
        base: location.href,
        get: () => new Promise((resolve) => Object.assign(window, { answer: () => resolve(page) })),
      };
      const pageSession = {
        user: null,
        session: null,
        isAuthenticated: false,
        isLoading: false,
        ready: Promise.resolve(),
        onChange: () => () => undefined,
        onEvent: () => () => undefined,
        serverNow: () => Date.parse(items[0]?.lastSeenAt ?? ""),
      };
      Object.assign(table, { api, pageSession, scope: "all", summary: "off", pageSize: items.length });
      document.body.append(table);
      // The tools are a chunk that comes beside the first rows.
      await customElements.whenDefined("sereno-session-table");
      Object.assign(window, { table });
    },
    { source: `/${file}`, items: sessions() },
  );
  await page.waitForLoadState("networkidle");
  return page.evaluate(async (count) => {
    const { table, answer } = window as unknown as { table: HTMLElement; answer: () => void };
    const root = table.shadowRoot as ShadowRoot;
    const startedAt = performance.now();
    await new Promise<void>((resolve) => {
      new MutationObserver(() => root.querySelectorAll("tr[data-id]").length >= count && resolve()).observe(
        root,
        { childList: true, subtree: true },
      );
      answer();
    });
    await window.afterFrame();
    return performance.now() - startedAt;
  }, ROWS);
}

/** The same words in the same columns, as a server would write them. */
function renderPlain(page: Page): Promise<number> {
  return page.evaluate(async (items) => {
    const startedAt = performance.now();
    const table = document.createElement("table");
    table.innerHTML = `<caption>Sessions</caption><thead><tr>${["User", "Status", "Device", "Location", "Started", "Last seen", "Duration", "Requests", ""].map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>`;
    const body = table.createTBody();
    for (const {
      user,
      device,
      ipAddress,
      location,
      startedAt: start,
      lastSeenAt,
      requestCount,
      id,
    } of items) {
      const row = body.insertRow();
      row.dataset["id"] = id;
      const words = [
        `${user?.displayName} ${user?.username}`,
        "Active",
        `${device.label} ${ipAddress}`,
        `${location?.city}, ${location?.country}`,
        start,
        lastSeenAt,
        "34 min",
        `${requestCount}`,
      ];
      for (const text of words) row.insertCell().textContent = text;
      row.insertCell().append(Object.assign(document.createElement("button"), { textContent: "End…" }));
    }
    document.body.append(table);
    await window.afterFrame();
    return performance.now() - startedAt;
  }, sessions());
}

function sessions(): SessionResource[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const startedAt = NOW - (index + 34) * 60_000;
    return {
      id: `ses_${index}`,
      kind: "signed_in",
      current: false,
      status: "active",
      startedAt: new Date(startedAt).toISOString(),
      lastSeenAt: new Date(NOW - index * 30_000).toISOString(),
      endedAt: null,
      endReason: null,
      endMessage: null,
      endedBy: null,
      durationSeconds: 34 * 60,
      idleExpiresAt: new Date(NOW + 7_000_000).toISOString(),
      absoluteExpiresAt: new Date(NOW + 40_000_000).toISOString(),
      ipAddress: `83.45.112.${index}`,
      userAgent: "Mozilla/5.0 (iPhone)",
      device: { label: "Safari on iPhone", type: "mobile", browser: "Safari", os: "iOS" },
      location: { country: "ES", city: "Madrid" },
      requestCount: 42 + index,
      user: {
        id: `sub_${index}`,
        username: `person${index}`,
        displayName: `Person ${index}`,
        roles: [],
        isSuperuser: false,
      },
    };
  });
}
