import { expect } from "@open-wc/testing";
import { findTabForKey, TABS } from "../../../widgets/debug-widget/tabs.ts";
import { find, openDebugPage, openTab, press, returnTimer, settle } from "./debug-page.ts";

describe("tabs", () => {
  beforeEach(() => localStorage.clear());
  afterEach(returnTimer);

  it("go by arrows with wrapping, Home and End, moving focus and panel along", async () => {
    const page = await openDebugPage();
    await openTab(page, "session");
    const steps = [
      ["ArrowRight", "cookies"],
      ["End", "log"],
      ["ArrowRight", "session"],
      ["ArrowLeft", "log"],
      ["Home", "session"],
    ] as const;
    for (const [key, tab] of steps) {
      const event = press(find(page, '[aria-selected="true"]'), key);
      await settle(page.widget);
      expect(event.defaultPrevented, key).to.equal(true);
      expect(page.root.activeElement?.id, key).to.equal(`tab-${tab}`);
      expect(find(page, '[role="tabpanel"]:not([hidden])').id, key).to.equal(`panel-${tab}`);
    }
  });

  it("come wholly into sight where there is no room for all", async () => {
    const page = await openDebugPage();
    await openTab(page, "session");
    const list = find(page, '[role="tablist"]');
    list.style.inlineSize = "300px";
    for (const tab of TABS) {
      await openTab(page, tab);
      const { left, right } = find(page, `#tab-${tab}`).getBoundingClientRect();
      const room = list.getBoundingClientRect();
      expect(left, tab).to.be.at.least(room.left);
      expect(right, tab).to.be.at.most(room.right);
    }
  });

  it("have one tab stop, and each names its panel", async () => {
    const page = await openDebugPage();
    await openTab(page, "history");
    const tabs = [...page.root.querySelectorAll('[role="tab"]')];
    expect(tabs.filter((tab) => tab.getAttribute("tabindex") === "0")).to.have.length(1);
    for (const tab of tabs) {
      const panel = find(page, `#${tab.getAttribute("aria-controls")}`);
      expect(panel.getAttribute("aria-labelledby")).to.equal(tab.id);
    }
  });

  it("are left alone by other keys, and by keys with modifiers", async () => {
    const page = await openDebugPage();
    await openTab(page, "session");
    press(find(page, "#tab-session"), "ArrowRight", { ctrlKey: true });
    press(find(page, "#tab-session"), "a");
    await settle(page.widget);
    expect(find(page, '[aria-selected="true"]').id).to.equal("tab-session");
  });

  it("follow the reading direction", () => {
    expect(findTabForKey("ArrowLeft", "session", "rtl")).to.equal("cookies");
    expect(findTabForKey("ArrowRight", "session", "rtl")).to.equal(TABS.at(-1));
    expect(findTabForKey("ArrowDown", "session")).to.equal(undefined);
  });
});
