import { TABS } from "../../../widgets/debug-widget/tabs.ts";
import { expectAccessible } from "../../support/accessible.ts";
import {
  createAnswer,
  expand,
  find,
  openDebugPage,
  openTab,
  raise,
  returnTimer,
  settle,
} from "./debug-page.ts";
import { waitUntil } from "../../support/wait-until.ts";

const EVENT = {
  id: "1",
  at: "2026-11-22T10:13:00Z",
  receivedAt: "2026-11-22T10:13:00Z",
  type: "note",
  level: "warn",
  message: "the basket is nearly full",
  path: "/minutes",
  count: 2,
  data: { items: 3 },
  sessionId: "ses_other",
  user: "marta",
} as const;
const GROUP = {
  type: "error",
  level: "error",
  message: "boom",
  count: 7,
  sessions: 3,
  firstAt: "2026-11-22T09:00:00Z",
  lastAt: "2026-11-22T10:00:00Z",
} as const;

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

  it("is accessible behind a modal dialog", async () => {
    const { widget, pass } = await openDebugPage();
    const dialog = document.createElement("dialog");
    document.body.append(dialog);
    dialog.showModal();
    await pass(1);
    await expectAccessible(widget);
    dialog.remove();
  });

  it("is accessible with a value shown, of a cookie and of a storage key", async () => {
    const page = await openDebugPage(({ server }) => {
      const cookie = { masked: "••••••", bytes: 11, httpOnly: false, declared: true, category: null };
      server.answer = createAnswer({ cookies: [{ ...cookie, name: "cart", revealable: true }] });
    });
    for (const tab of ["cookies", "storage"]) {
      const panel = await openTab(page, tab);
      panel.querySelector<HTMLElement>("button.reveal")?.click();
      await waitUntil(() => panel.querySelector("li pre"), `${tab}: shown`);
      await expectAccessible(page.widget);
    }
  });

  it("is accessible in every state of the log: events, data, groups, no match, refused", async () => {
    const page = await openDebugPage(({ server }) => {
      server.events = [EVENT, { ...EVENT, id: "2", level: "error", data: null, user: null, sessionId: null }];
      server.groups = [GROUP];
      server.groupsAreCapped = true;
      server.nextCursor = "further";
    });
    const panel = await openTab(page, "log");
    (panel.querySelector("details") as HTMLDetailsElement).open = true;
    await expectAccessible(page.widget);
    const grouped = find(page, '[name="grouped"]');
    grouped.click();
    await settle(page.widget);
    await expectAccessible(page.widget);
    page.server.groups = [];
    grouped.click();
    grouped.click();
    await settle(page.widget);
    await expectAccessible(page.widget);
    page.server.logStatus = 503;
    grouped.click();
    await settle(page.widget);
    await expectAccessible(page.widget);
  });
});
