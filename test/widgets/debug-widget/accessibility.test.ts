import { expect } from "@open-wc/testing";
import { TABS } from "../../../widgets/debug-widget/tabs.ts";
import { createAnswer, expand, openDebugPage, openTab, raise, returnTimer } from "./debug-page.ts";

describe("<sereno-debug-widget> with assistive technology", () => {
  beforeEach(() => {
    localStorage.clear();
    localStorage.setItem("theme", "night");
  });
  afterEach(() => {
    returnTimer();
    document.documentElement.removeAttribute("style");
  });

  for (const theme of ["light", "dark"]) {
    describe(`in ${theme}`, () => {
      beforeEach(() => (document.documentElement.style.colorScheme = theme));

      it("is accessible as a pill", async () => {
        const { widget } = await openDebugPage();
        await expect(widget).to.be.accessible();
      });

      for (const tab of TABS) {
        it(`is accessible in the tab ${tab}`, async () => {
          const page = await openDebugPage();
          raise(new ErrorEvent("error", { message: "x is undefined", filename: "/app.js", lineno: 1 }));
          await openTab(page, tab);
          await finishAnimations(page.root);
          await expect(page.widget).to.be.accessible();
        });
      }

      it("is accessible empty, and when the server fails", async () => {
        const page = await openDebugPage(({ server }) => {
          server.answer = createAnswer({ cookies: [], path_history: [] });
        });
        await expand(page);
        page.server.status = 503;
        await page.pass(6);
        await finishAnimations(page.root);
        await openTab(page, "history");
        await expect(page.widget).to.be.accessible();
      });
    });
  }
});

/** axe judges colours as they are: half transparent during the entry. */
async function finishAnimations(root: ShadowRoot): Promise<void> {
  for (const animation of root.getAnimations()) animation.finish();
}
