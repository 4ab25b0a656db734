import { type ChildProcess, spawn } from "node:child_process";
import { on, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, connect, type Page } from "puppeteer-core";
import { requireProgram } from "./debian-package.ts";

export interface Firefox {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** For the start, for each wait of a test and for the end: far more than it takes. */
export const WAIT_MS = 30_000;

const PROGRAM = "/usr/bin/firefox-esr";
const VIEWPORT = { width: 1280, height: 900 };
const ADDRESS = /WebDriver BiDi listening on (ws:\/\/\S+)/;

/**
 * Debian's Firefox, as its users have it, with an empty profile, driven over WebDriver BiDi
 * (https://w3c.github.io/webdriver-bidi/). Started here rather than by Puppeteer, which would put it into a process
 * group of its own: so whoever stops the test stops the browser with it.
 */
export async function launchFirefox(): Promise<Firefox> {
  requireProgram([PROGRAM, "--version"], "firefox-esr");
  const folder = await mkdtemp(join(tmpdir(), "sereno-firefox-"));
  const args = ["--headless", "--no-remote", "--profile", folder, "--remote-debugging-port=0"];
  const child = spawn(PROGRAM, args, { stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");

  async function close(): Promise<void> {
    const killer = setTimeout(() => child.kill("SIGKILL"), WAIT_MS);
    child.kill();
    await exited;
    clearTimeout(killer);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    const browserWSEndpoint = `${await untilListening(child)}/session`;
    const options = { defaultViewport: VIEWPORT, protocolTimeout: WAIT_MS };
    const browser = await connect({ browserWSEndpoint, protocol: "webDriverBiDi", ...options });
    return { browser, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves to the address that it tells. */
async function untilListening({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error("Firefox was started without its messages");
  let output = "";
  for await (const [chunk] of on(stderr, "data", { signal: AbortSignal.timeout(WAIT_MS), close: ["end"] })) {
    output += String(chunk);
    const address = ADDRESS.exec(output)?.[1];
    if (address === undefined) continue;
    stderr.resume(); // a full pipe would stop it
    return address;
  }
  throw new Error(`Firefox did not start:\n${output}`);
}

/**
 * A page in a window of its own, so that it is visible beside others. What goes wrong in it is added to `errors`:
 * uncaught errors, breaches of the content security policy, which Firefox tells the same way, and what scripts call
 * an error on the console.
 */
export async function openPage(profile: BrowserContext, url: string, errors: string[]): Promise<Page> {
  const page = await profile.newPage({ type: "window" });
  page.setDefaultTimeout(WAIT_MS);
  page.on("pageerror", (error) => errors.push(`${String(error)} (${page.url()})`));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${page.url()})`);
  });
  await page.goto(url);
  return page;
}
