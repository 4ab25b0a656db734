import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { BrowserContext } from "playwright-core";

const { resolve } = createRequire(import.meta.url);
const FILES = {
  "/turbo.js": resolve("@hotwired/turbo").replace(/umd\.js$/, "esm.js"),
  "/htmx.js": resolve("htmx.org/dist/htmx.min.js"),
};

export const TURBO_TAG = `<script type="module">import "/turbo.js"</script>`;
/** Links in `<div hx-boost="true">` swap the body. */
export const HTMX_TAG = `<script src="/htmx.js"></script>`;

/** Puts both, as they are published, where the tags look for them. */
export async function serveBodySwappers(profile: BrowserContext): Promise<void> {
  for (const [path, file] of Object.entries(FILES)) {
    const body = await readFile(file, "utf8");
    await profile.route(`**${path}`, (route) => route.fulfill({ contentType: "text/javascript", body }));
  }
}
