import { expect } from "@open-wc/testing";
import type {} from "../../../widgets/shared/sereno-global.ts";
import {
  createAnswer,
  expand,
  find,
  findButton,
  openDebugPage,
  returnTimer,
  settle,
  textOf,
  type DebugPage,
} from "./debug-page.ts";

describe("controls", () => {
  let page: DebugPage;
  beforeEach(async () => {
    localStorage.clear();
    page = await openDebugPage();
    await expand(page);
  });
  afterEach(returnTimer);

  it("clear session data after a confirmation, and say so", async () => {
    findButton(page, "Clear data").click();
    await settle(page.widget);
    expect(page.server.count("/clear-session")).to.equal(0);
    page.server.answer = createAnswer({ path_history: [] });
    await answerDialog("Clear data");
    expect(page.server.calls).to.include("POST /sereno/api/clear-session");
    expect(textOf(find(page, '[role="status"]'))).to.equal("Session data cleared");
    expect(page.server.calls.at(-1)).to.equal("GET /sereno/api/session-debug");
  });

  it("clear nothing when the person thinks again", async () => {
    findButton(page, "Clear data").click();
    await settle(page.widget);
    await answerDialog("Cancel");
    expect(page.server.count("/clear-session")).to.equal(0);
    expect(textOf(find(page, '[role="status"]'))).to.equal("");
  });

  it("say when clearing failed", async () => {
    page.server.clearStatus = 503;
    findButton(page, "Clear data").click();
    await settle(page.widget);
    await answerDialog("Clear data");
    expect(textOf(find(page, '[role="status"]'))).to.equal("Session data could not be cleared");
  });

  it("refresh at once, also with live updates off", async () => {
    findButton(page, "Live").click();
    page.server.answer = createAnswer({ session_key: "ses_other" });
    find(page, "footer .icon").click();
    await settle(page.widget);
    expect(page.root.textContent).to.include("ses_other");
    expect(textOf(find(page, '[role="status"]'))).to.equal("Refreshed");
  });

  it("log out by the flow of the page's session, and say when that failed", async () => {
    page.pageSession.logoutError = new Error("offline");
    findButton(page, "Log out").click();
    await settle(page.widget);
    expect(page.pageSession.logouts).to.equal(1);
    expect(textOf(find(page, '[role="status"]'))).to.equal("Logging out failed");
  });

  it("test the banner with the panel out of its way, where the page has a banner", async () => {
    expect(() => findButton(page, "Test banner")).to.throw();
    let isOpenThen: boolean | undefined;
    window.showCookieNotificationTest = () => (isOpenThen = page.widget.open);
    await page.pass(1);
    findButton(page, "Test banner").click();
    expect(isOpenThen).to.equal(false);
    delete (window as { showCookieNotificationTest?: unknown }).showCookieNotificationTest;
  });

  it("copy redacted JSON", async () => {
    const copied: string[] = [];
    const clipboard = { writeText: async (text: string) => void copied.push(text) };
    Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
    findButton(page, "Copy").click();
    await settle(page.widget);
    delete (navigator as { clipboard?: unknown }).clipboard;
    const report = JSON.parse(copied[0] ?? "") as { cookies: { name: string; masked: string }[] };
    expect(report).to.include({ session_key: "ses_9Qx…c41", copiedAt: "2026-11-22T10:14:00.000Z" });
    expect(report.cookies[0]).to.include({ name: "sereno_sid", masked: "••••••••" });
    expect(textOf(find(page, '[role="status"]'))).to.include("Copied");
  });

  /** Presses a button of the confirmation that is open. */
  async function answerDialog(label: string): Promise<void> {
    const dialog = [...page.root.children]
      .map((one) => one.shadowRoot?.querySelector("dialog"))
      .find(Boolean);
    const button = [...(dialog?.querySelectorAll("button") ?? [])].find((one) => textOf(one) === label);
    if (!dialog || !button) throw new Error(`no dialog with "${label}"`);
    const closed = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    button.click();
    await closed;
    await settle(page.widget);
  }
});
