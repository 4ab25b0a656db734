import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { launchBrowser } from "../support/browser-page.ts";
import { startDemoServer } from "../support/demo-server.ts";
import { type Bench, type BenchRow, median } from "./bench.ts";

/** What the page itself saw of a visit. Times in milliseconds. */
interface Visit {
  longTasks: number[];
  shift: number;
  /** From the script's arrival to the first frame with the banner; absent where there is none. */
  bannerMs?: number;
}

/** Of a visit at full speed. */
interface TracedVisit extends Visit {
  /** Processor time of the page's longest task. */
  longestTaskMs: number;
}

interface Scenario {
  name: string;
  script: string;
  /** What becomes of requests to the API. */
  answer?: (route: Route) => Promise<void>;
}

const ROUNDS = 7;
const THROTTLE = 4;
const PATH = "/host";
const SCRIPT = `<script type="module" src="/sereno/sereno.js"></script>`;
const SLOW_MS = 3_000;

const SCENARIOS: Scenario[] = [
  { name: "the page without Sereno", script: "" },
  { name: "with the banner", script: SCRIPT },
  { name: "API down", script: SCRIPT, answer: (route) => route.abort() },
  { name: "API answering 503", script: SCRIPT, answer: (route) => route.fulfill({ status: 503 }) },
  { name: "API slow by 3 s", script: SCRIPT, answer: delay },
];

/** Fresh profiles, the processor slowed down: the page is opened, and the question answered where there is one. */
export const firstVisit: Bench = {
  title: `First visit and answer at ${THROTTLE}-fold CPU throttle: ${ROUNDS} fresh profiles each`,
  async run(progress) {
    const server = await startDemoServer();
    const browser = await launchBrowser();
    try {
      const rows: BenchRow[] = [];
      for (const scenario of SCENARIOS) {
        progress(scenario.name);
        const throttled: Visit[] = [];
        const traced: TracedVisit[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          throttled.push(await visit(browser, server.origin, scenario, throttle));
          traced.push(await trace(browser, () => visit(browser, server.origin, scenario)));
        }
        rows.push({ name: scenario.name, figures: summarize(throttled, traced) });
      }
      return rows;
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

/** The processor time of the longest task tells the cost without what else the machine does. */
function summarize(throttled: Visit[], traced: TracedVisit[]): BenchRow["figures"] {
  const longTasks = throttled.flatMap((one) => one.longTasks);
  const [banners, throttledBanners] = [traced, throttled].map((visits) =>
    visits.flatMap(({ bannerMs }) => bannerMs ?? []),
  ) as [number[], number[]];
  return {
    CLS: Math.max(...[...throttled, ...traced].map(({ shift }) => shift)),
    "long tasks": longTasks.length / throttled.length,
    "longest ms": Math.max(0, ...longTasks),
    [`longest CPU ms × ${THROTTLE}`]: median(traced.map(({ longestTaskMs }) => longestTaskMs)) * THROTTLE,
    ...(banners.length > 0 && {
      "banner ms": median(banners),
      "slowest ms": Math.max(...banners),
      bar: "≤ 100",
      "banner ms, throttled": median(throttledBanners),
    }),
  };
}

async function visit(
  browser: Browser,
  origin: string,
  scenario: Scenario,
  prepare: (profile: BrowserContext, page: Page) => Promise<void> = async () => {},
): Promise<Visit> {
  const profile = await browser.newContext({ baseURL: origin, locale: "en-GB" });
  await serveHost(profile, scenario);
  await profile.addInitScript(observe);
  const page = await profile.newPage();
  await prepare(profile, page);
  await page.goto(PATH, { waitUntil: "networkidle" });
  if (scenario.script) await answerQuestion(page);
  const seen = await page.evaluate(() => (window as unknown as { seen: Visit }).seen);
  await profile.close();
  return seen;
}

async function throttle(profile: BrowserContext, page: Page): Promise<void> {
  const session = await profile.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
}

/** https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Begin, and processor time of the thread, µs. */
  ts: number;
  tdur?: number;
  args: { data?: { url?: string } };
}

async function trace(browser: Browser, work: () => Promise<Visit>): Promise<TracedVisit> {
  await browser.startTracing(undefined, { categories: ["toplevel", "devtools.timeline"] });
  const seen = await work();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  const start = traceEvents.find(({ name, args }) => name === "CommitLoad" && args.data?.url?.endsWith(PATH));
  if (start === undefined) throw new Error("The trace does not tell when the page came.");
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      name === "ThreadControllerImpl::RunTask" && pid === start.pid && tid === start.tid && ts >= start.ts,
  );
  return { ...seen, longestTaskMs: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1_000)) };
}

async function answerQuestion(page: Page): Promise<void> {
  await page.waitForFunction(() => "bannerMs" in (window as unknown as { seen: object }).seen);
  await page.getByRole("button", { name: "Accept all" }).click();
  await page.waitForFunction(() => window.sereno?.consent.get().decided);
}

async function serveHost(profile: BrowserContext, { script, answer }: Scenario): Promise<void> {
  const paragraph = "<p>Words of the host, in a paragraph that would move if anything above it did.</p>";
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${script}</head>
    <body><main><h1>A page of the host</h1>${paragraph.repeat(60)}</main></body></html>`;
  await profile.route(
    (url) => url.pathname === PATH,
    (route) => route.fulfill({ contentType: "text/html", body }),
  );
  if (answer) await profile.route("**/sereno/api/**", answer);
}

/** Runs in the page, before anything of it. */
function observe(): void {
  const seen: Visit = { longTasks: [], shift: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  // A method, for what runs in the page cannot have the names that the loader of tests gives to functions.
  const frames = {
    look(now: number): void {
      const [script] = performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.includes("sereno.js"));
      const button = document.querySelector("sereno-consent-banner")?.shadowRoot?.querySelector("button");
      if (script && button) seen.bannerMs = now - (script as PerformanceResourceTiming).responseEnd;
      else requestAnimationFrame(frames.look);
    },
  };
  requestAnimationFrame(frames.look);
}

async function delay(route: Route): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  await route.continue().catch(() => undefined);
}
