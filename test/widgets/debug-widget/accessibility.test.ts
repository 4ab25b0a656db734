import { TABS } from "../../../widgets/debug-widget/tabs.ts";
import { expectAccessible } from "../../support/accessible.ts";
import { createAnswer, expand, openDebugPage, openTab, raise, returnTimer } from "./debug-page.ts";

describe("<sereno-debug-widget> with assistive technology", () => {
  beforeEach(() => {
    localStorage.clear();
    localStorage.setItem("theme", "night");
  });
  afterEach(returnTimer);

  it("is accessible as a pill", async () => {
    const { widget } = await openDebugPage();
    await expectAccessible(widget);
  });

  for (const tab of TABS) {
    it(`is accessible in the tab ${tab}`, async () => {
      const page = await openDebugPage();
      raise(new ErrorEvent("error", { message: "x is undefined", filename: "/app.js", lineno: 1 }));
      await openTab(page, tab);
      await expectAccessible(page.widget);
    });
  }

  it("is accessible empty, and when the server fails", async () => {
    const page = await openDebugPage(({ server }) => {
      server.answer = createAnswer({ cookies: [], path_history: [] });
    });
    await expand(page);
    page.server.status = 503;
    await page.pass(6);
    await openTab(page, "history");
    await expectAccessible(page.widget);
  });
});
