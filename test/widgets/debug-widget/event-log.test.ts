import { expect, waitUntil } from "@open-wc/testing";
import type { FrontendEventResource, SessionResource } from "../../../server/contract/index.ts";
import { createCurlCommand } from "../../../widgets/debug-widget/debug-report.ts";
import {
  createAnswer,
  expand,
  find,
  openDebugPage,
  openTab,
  press,
  returnTimer,
  settle,
  textOf,
} from "./debug-page.ts";

const HOSTILE = "<img src=x onerror=alert(1)>\u202e";

function event(id: string, changes: Partial<FrontendEventResource> = {}): FrontendEventResource {
  return {
    id,
    at: "2026-11-22T10:13:00Z",
    receivedAt: "2026-11-22T10:13:00Z",
    type: "error",
    level: "error",
    message: HOSTILE,
    path: HOSTILE,
    count: 2,
    data: null,
    sessionId: "ses_own",
    user: "marta",
    ...changes,
  };
}

describe("frontend events in the debug widget", () => {
  beforeEach(() => localStorage.clear());
  afterEach(returnTimer);

  const open = () =>
    openDebugPage(({ server, pageSession }) => {
      pageSession.session = { id: "ses_own" } as SessionResource;
      server.events = [event("1")];
      const group = { type: "error", level: "error", message: "boom", count: 7, sessions: 3 } as const;
      server.groups = [{ ...group, firstAt: "2026-11-22T09:00:00Z", lastAt: "2026-11-22T10:00:00Z" }];
    });

  it("lists what the session reported and the groups of errors, as text", async () => {
    const page = await open();
    const panel = await openTab(page, "log");
    expect(textOf(panel)).to.include(HOSTILE).and.include("× 2").and.include("boom").and.include("× 7");
    expect(panel.querySelector("img")).to.equal(null);
  });

  it("adds what comes live, once, and only of this session", async () => {
    const page = await open();
    const panel = await openTab(page, "log");
    page.pageSession.emitFrontendEvent(event("2", { message: "live" }));
    page.pageSession.emitFrontendEvent(event("2", { message: "live" }));
    page.pageSession.emitFrontendEvent(event("3", { message: "of another", sessionId: "ses_other" }));
    await settle(page.widget);
    expect(textOf(panel).match(/live/g)).to.have.lengthOf(1);
    expect(textOf(panel)).not.to.include("of another");
  });

  it("listens only while it is shown, and forgets when the widget goes", async () => {
    const page = await open();
    expect(page.pageSession.eventListeners.has("frontend-event")).to.equal(false);
    await openTab(page, "log");
    expect(page.pageSession.eventListeners.has("frontend-event")).to.equal(true);
    await openTab(page, "session");
    expect(page.pageSession.eventListeners.has("frontend-event")).to.equal(false);
    await openTab(page, "log");
    page.server.status = 404;
    await page.pass(6);
    expect(page.widget.isConnected).to.equal(false);
    expect(page.pageSession.eventListeners.has("frontend-event")).to.equal(false);
    expect(textOf(page.root as unknown as Element)).not.to.include("boom");
  });

  it("has its say with nothing to show, and when the server does not answer", async () => {
    const page = await openDebugPage();
    expect(textOf(await openTab(page, "log"))).to.include("none yet");
  });
});

describe("values on demand in the debug widget", () => {
  beforeEach(() => localStorage.clear());
  afterEach(returnTimer);

  const cookie = {
    name: "cart",
    masked: "••••••",
    bytes: 11,
    httpOnly: true,
    declared: true,
    category: null,
  } as const;
  const open = () =>
    openDebugPage(({ server }) => {
      server.answer = createAnswer({
        cookies: [
          { ...cookie, revealable: true },
          { ...cookie, name: "theme" },
        ],
      });
    });

  it("shows a cookie that the server reveals, and hides it with Esc", async () => {
    const page = await open();
    const panel = await openTab(page, "cookies");
    const buttons = panel.querySelectorAll<HTMLElement>("button.reveal");
    expect(buttons).to.have.lengthOf(1);
    buttons[0]?.click();
    await waitUntil(() => textOf(panel).includes("three items"), "revealed");
    expect(textOf(panel)).to.include("three items");
    expect(page.server.count("/reveal")).to.equal(1);
    press(panel, "Escape");
    await settle(page.widget);
    expect(textOf(panel)).not.to.include("three items");
    expect(page.widget.open).to.equal(true);
  });

  it("says so when the server does not show it", async () => {
    const page = await open();
    page.server.revealStatus = 403;
    const panel = await openTab(page, "cookies");
    panel.querySelector<HTMLElement>("button.reveal")?.click();
    const said = () => textOf(find(page, "[role=status]"));
    await waitUntil(() => said() === "The value is not shown", "said");
  });

  it("moves the open panel by keys", async () => {
    const page = await openDebugPage();
    await expand(page);
    const before = page.widget.style.bottom;
    press(find(page, '[aria-label="Move with the arrow keys"]'), "ArrowUp");
    expect(page.widget.style.bottom).not.to.equal(before);
  });

  it("copies the page's request without cookies or query values", () => {
    const url = location.href;
    history.replaceState(null, "", "?token=secret&it's=1");
    const command = createCurlCommand();
    history.replaceState(null, "", url);
    expect(command).to.match(/^curl 'http/);
    expect(command)
      .to.include("token=")
      .and.not.include("secret")
      .and.not.match(/cookie|authorization/i);
  });

  it("names the databases of the page", async () => {
    const request = indexedDB.open("sereno-test-db");
    await new Promise((resolve) => (request.onsuccess = resolve));
    request.result.close();
    const page = await openDebugPage();
    await settle(page.widget);
    expect(textOf(await openTab(page, "storage"))).to.include("sereno-test-db");
    indexedDB.deleteDatabase("sereno-test-db");
  });
});
