import { mkdirSync } from "node:fs";
import { launchBrowser } from "./browser-page.ts";
import { startDemoServer } from "./demo-server.ts";
mkdirSync("/tmp/shots", { recursive: true });
const names = (process.env.NAMES ?? "").split(",");
const server = await startDemoServer();
const browser = await launchBrowser();
const modes: [string, object, string][] = [
  ["light", {}, ""], ["dark", { colorScheme: "dark" }, ""], ["narrow", { viewport: { width: 375, height: 800 } }, ""], ["rtl", { locale: "ar" }, process.env.RTL ?? "&dir=rtl"],
];
for (const [mode, options, query] of modes) {
  const context = await browser.newContext({ baseURL: server.origin, locale: "en-GB", reducedMotion: "reduce", viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  for (const name of names) {
    await page.goto(`/demo/theming/state?of=${name}${query}`);
    await page.locator("[data-shown]").waitFor({ state: "attached" });
    await page.screenshot({ path: `/tmp/shots/${name}-${mode}.png` });
  }
  await context.close();
}
await browser.close();
await server.stop();
