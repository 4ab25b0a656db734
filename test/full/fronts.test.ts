import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { startHostSite } from "../../demo/host-site.ts";
import { HOSTS } from "../../demo/hosts.ts";
import { startPlainFront } from "../../demo/plain-front.ts";
import type { SessionAnswer } from "../../server/contract/index.ts";
import { launchBrowser } from "../support/browser-page.ts";
import { startCaddy, startNginx } from "../support/fronts.ts";

const FRONTS = { nginx: startNginx, Caddy: startCaddy, "the example's own": startPlainFront };
const FIRST_BYTES_MS = 10_000;
/** A network that is kept for documents (RFC 5737). */
const FORGED = "203.0.113.9";

const test = suite<{ browser: Browser }>("one origin");

test.before(async (context) => {
  context.browser = await launchBrowser();
});
test.after(({ browser }) => browser.close());

for (const [name, startFront] of Object.entries(FRONTS)) {
  test(`${name} passes streams on as they come, the visitor's address, and leaves the rest to the host`, async ({
    browser,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), "sereno-front-"));
    const site = await startHostSite({ name: "express", folder, startFront });
    try {
      const profile = await browser.newContext({
        baseURL: site.origin,
        extraHTTPHeaders: { "X-Forwarded-For": FORGED },
      });
      const page = await profile.newPage();
      await signIn(page);
      const answer = await profile.request.get("/sereno/api/session");
      const { session } = (await answer.json()) as SessionAnswer;
      assert.is(session?.ipAddress, "127.0.0.1", "what the client says of its address does not count");
      assert.match(await readFirstBytes(page), /^(:|event:|retry:|id:|data:)/);
      assert.is(
        (await profile.request.get("/sereno")).status(),
        404,
        "only what is below the path is Sereno's",
      );
    } finally {
      await site.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

test.run();

async function signIn(page: Page): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("Name").fill("ana");
  await page.getByLabel("Password").fill(HOSTS.express.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForFunction(() => document.cookie.includes("sereno_hint="));
}

/** A front that holds streams back gives nothing at all: they never end. */
function readFirstBytes(page: Page): Promise<string> {
  return page.evaluate(async (limitMs) => {
    const response = await fetch("/sereno/api/events", { signal: AbortSignal.timeout(limitMs) });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const chunk = await reader?.read();
    await reader?.cancel();
    return chunk?.value ?? "";
  }, FIRST_BYTES_MS);
}
