import { expect } from "@open-wc/testing";
import {
  createAnswer,
  createConsent,
  expand,
  find,
  findButton,
  openDebugPage,
  openTab,
  press,
  raise,
  returnTimer,
  settle,
  textOf,
} from "./debug-page.ts";

const HOSTILE = `<img src=x onerror="window.hostile = true"><script>window.hostile = true</script>\u202e\r\n\u001b[31m`;

describe("<sereno-debug-widget>", () => {
  beforeEach(() => localStorage.clear());
  afterEach(returnTimer);

  it("shows a pill with the time to the idle end and the requests", async () => {
    const page = await openDebugPage();
    expect(textOf(find(page, ".pill"))).to.equal("Sereno · 1:58 · 42");
    expect(find(page, ".pill").getAttribute("aria-expanded")).to.equal("false");
  });

  it("counts down by the server's clock, not by the page's", async () => {
    const page = await openDebugPage(({ pageSession }) => (pageSession.now -= 3_600_000));
    await expand(page);
    expect(textOf(find(page, ".chip"))).to.equal("idle 2:58:12");
    await page.pass(2);
    expect(textOf(find(page, ".chip"))).to.equal("idle 2:58:10");
  });

  it("shows nothing before the server has confirmed the role", async () => {
    const page = await openDebugPage(({ server, pageSession }) => {
      server.status = 503;
      pageSession.user = null;
      pageSession.isLoading = true;
    });
    expect(page.root.querySelector("section")).to.equal(null);
    expect(page.widget.isConnected).to.equal(true);
  });

  for (const status of [401, 403, 404]) {
    it(`removes itself and everything it held when the server answers ${status}`, async () => {
      const page = await openDebugPage();
      await expand(page);
      expect(page.root.textContent).to.include("ses_9Qx…c41");
      page.server.status = status;
      await page.pass(6);
      expect(page.widget.isConnected).to.equal(false);
      expect(textOf(page.root as unknown as Element)).to.equal("");
      const calls = page.server.calls.length;
      await page.pass(120);
      expect(page.server.calls.length).to.equal(calls);
    });
  }

  it("holds nothing after its removal that a return to the page could show", async () => {
    const page = await openDebugPage();
    await expand(page);
    const { parentElement } = page.widget;
    page.server.status = 404;
    await page.pass(6);
    page.server.status = 503;
    page.pageSession.user = null;
    parentElement?.append(page.widget);
    await page.pass(1);
    expect(textOf(page.root as unknown as Element)).to.equal("");
  });

  it("removes itself as soon as the page's session is no superuser's", async () => {
    const page = await openDebugPage();
    page.pageSession.user = null;
    page.pageSession.change();
    expect(page.widget.isConnected).to.equal(false);
  });

  it("keeps what it shows when the server fails, says so, and recovers by the button", async () => {
    const page = await openDebugPage();
    await expand(page);
    page.server.status = 503;
    await page.pass(6);
    expect(page.root.textContent).to.include("may be old").and.to.include("ses_9Qx…c41");
    page.server.status = 200;
    findButton(page, "Try again").click();
    await settle(page.widget);
    expect(page.root.textContent).not.to.include("may be old");
  });

  it("does not look as if it were loading once the server has failed", async () => {
    const page = await openDebugPage(({ server }) => (server.status = 503));
    await expand(page);
    expect(textOf(find(page, ".failure"))).to.include("could not be asked");
    expect(page.root.querySelectorAll(".skeleton").length).to.equal(0);
  });

  it("asks every 5 seconds while open, every minute while closed, never with live updates off", async () => {
    const page = await openDebugPage();
    const asked = (): number => page.server.count("/session-debug");
    await page.pass(30);
    expect(asked()).to.equal(1);
    await page.pass(31);
    expect(asked()).to.equal(2);
    await expand(page);
    await page.pass(1);
    const opened = asked();
    await page.pass(4);
    expect(asked()).to.equal(opened);
    await page.pass(2);
    expect(asked()).to.equal(opened + 1);
    findButton(page, "Live").click();
    await page.pass(100);
    expect(asked()).to.equal(opened + 1);
    expect(findButton(page, "Live").getAttribute("aria-pressed")).to.equal("false");
  });

  it("asks within a second after sessions changed", async () => {
    const page = await openDebugPage();
    page.pageSession.emitSessionsChanged();
    await page.pass(1);
    expect(page.server.count("/session-debug")).to.equal(2);
  });

  it("rests while the page is hidden", async () => {
    const page = await openDebugPage();
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    await page.pass(300);
    expect(page.server.count("/session-debug")).to.equal(1);
    delete (document as { hidden?: boolean }).hidden;
    document.dispatchEvent(new Event("visibilitychange"));
    await settle(page.widget);
    expect(page.server.count("/session-debug")).to.equal(2);
  });

  it("keeps a selection through updates, and catches up once it is gone", async () => {
    const page = await openDebugPage();
    await expand(page);
    const deadline = [...page.root.querySelectorAll("dd")].find((dd) => dd.textContent?.includes("1:58:12"));
    const selection = document.getSelection() as Selection;
    selection.selectAllChildren(deadline as Element);
    const selected = (page.root as unknown as Document).getSelection?.() ?? selection;
    const before = selected.toString();
    expect(before).to.include("1:58:12");
    page.server.answer = createAnswer({ session_key: "ses_other" });
    await page.pass(6);
    expect(selected.toString()).to.equal(before);
    expect(page.root.textContent).not.to.include("ses_other");
    selection.removeAllRanges();
    await page.pass(1);
    expect(page.root.textContent).to.include("ses_other").and.not.to.include("1:58:12");
  });

  it("keeps tab, focus and scroll through updates", async () => {
    const page = await openDebugPage(({ server }) => {
      server.answer.session_data = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`key${i}`, i]));
    });
    const panel = await openTab(page, "session");
    (page.root.querySelector("details") as HTMLDetailsElement).open = true;
    panel.scrollTop = 30;
    panel.focus();
    page.server.answer = createAnswer({ session_key: "ses_other" });
    await page.pass(6);
    expect(page.root.textContent).to.include("ses_other");
    expect(page.root.querySelector("details")?.open).to.equal(true);
    expect(panel.scrollTop).to.equal(30);
    expect(page.root.activeElement).to.equal(panel);
  });

  it("draws hostile text as text, in every tab", async () => {
    const page = await openDebugPage(({ server, widget }) => {
      const category = HOSTILE as "essential";
      server.answer = createAnswer({
        session_key: HOSTILE,
        session_data: {
          [HOSTILE]: HOSTILE,
          userAgent: HOSTILE,
          ipAddress: HOSTILE,
          device: { label: HOSTILE },
        },
        cookies: [{ name: HOSTILE, masked: HOSTILE, bytes: 1, httpOnly: false, declared: true, category }],
        path_history: [{ path: `/${HOSTILE}`, at: HOSTILE }],
        consent: { granted: [HOSTILE], policyVersion: 3, decidedAt: null },
      });
      server.answer.user_info.username = HOSTILE;
      server.answer.statistics.byStatusClass = { [HOSTILE]: 1 };
      server.answer.statistics.slowest = { path: HOSTILE, ms: 1 };
      widget.consent = createConsent([`analytics.${HOSTILE}`]);
      localStorage.setItem(HOSTILE, HOSTILE);
    });
    raise(new ErrorEvent("error", { message: HOSTILE, filename: HOSTILE }));
    for (const tab of ["session", "cookies", "history", "statistics", "consent", "storage", "log"]) {
      const panel = await openTab(page, tab);
      expect(panel.textContent, tab).to.include("<img src=x");
      expect(panel.querySelector("img, script"), tab).to.equal(null);
    }
    expect((window as { hostile?: boolean }).hostile).to.equal(undefined);
  });

  it("opens and closes by Alt+Shift+D, wherever the key types another letter", async () => {
    const page = await openDebugPage();
    const before = document.createElement("button");
    page.widget.before(before);
    before.focus();
    const shortcut = { code: "KeyD", altKey: true, shiftKey: true };
    expect(press(before, "Î", shortcut).defaultPrevented).to.equal(true);
    await settle(page.widget);
    expect(page.widget.open).to.equal(true);
    expect(page.root.activeElement?.id).to.equal("tab-session");
    press(document.body, "Î", shortcut);
    await settle(page.widget);
    expect(page.widget.open).to.equal(false);
    expect(document.activeElement).to.equal(before);
  });

  it("leaves the shortcut to somebody who writes", async () => {
    const page = await openDebugPage();
    for (const markup of ["input", "textarea", "select", "div"]) {
      const field = document.createElement(markup);
      if (markup === "div") field.contentEditable = "true";
      page.widget.before(field);
      const event = press(field, "D", { code: "KeyD", altKey: true, shiftKey: true });
      expect(event.defaultPrevented, markup).to.equal(false);
    }
    press(document.body, "D", { code: "KeyD", altKey: true, shiftKey: true, ctrlKey: true });
    expect(page.widget.open).to.equal(false);
  });

  it("takes another shortcut, or none", async () => {
    const page = await openDebugPage(({ widget }) => (widget.shortcut = "Ctrl+KeyE"));
    press(document.body, "e", { code: "KeyE", ctrlKey: true });
    expect(page.widget.open).to.equal(true);
    page.widget.collapse();
    page.widget.shortcut = "";
    press(document.body, "", { code: "" });
    expect(page.widget.open).to.equal(false);
  });

  it("closes one level with Esc: first a value that is shown, then the panel", async () => {
    localStorage.setItem("theme", "night");
    const page = await openDebugPage();
    const panel = await openTab(page, "storage");
    const reveal = (): HTMLElement =>
      panel.querySelector<HTMLElement>('.reveal[aria-label*="theme"]') as HTMLElement;
    expect(panel.textContent).not.to.include("night");
    reveal().click();
    await settle(page.widget);
    expect(panel.textContent).to.include("night");
    expect(reveal().getAttribute("aria-expanded")).to.equal("true");
    reveal().focus();
    press(reveal(), "Escape");
    await settle(page.widget);
    expect(page.widget.open).to.equal(true);
    expect(panel.textContent).not.to.include("night");
    press(reveal(), "Escape");
    await settle(page.widget);
    expect(page.widget.open).to.equal(false);
    expect(page.root.activeElement).to.equal(find(page, ".pill"));
  });

  it("comes back as it was left, without taking the focus", async () => {
    const first = await openDebugPage();
    await openTab(first, "history");
    first.widget.remove();
    const second = await openDebugPage();
    expect(second.widget.open).to.equal(true);
    expect(find(second, '[aria-selected="true"]').id).to.equal("tab-history");
    expect(document.activeElement).to.equal(document.body);
  });

  it("hides until the shortcut brings it back", async () => {
    const page = await openDebugPage();
    await expand(page);
    (page.root.querySelectorAll<HTMLElement>("header button")[2] as HTMLElement).click();
    expect(getComputedStyle(page.widget).display).to.equal("none");
    press(document.body, "D", { code: "KeyD", altKey: true, shiftKey: true });
    await settle(page.widget);
    expect(getComputedStyle(page.widget).display).not.to.equal("none");
    expect(page.widget.open).to.equal(true);
  });

  it("speaks the language of the page", async () => {
    document.documentElement.lang = "es";
    const page = await openDebugPage(({ widget }) => (widget.lang = "es"));
    await expand(page);
    await import("../../../widgets/debug-widget/messages.es.ts");
    await settle(page.widget);
    document.documentElement.lang = "en";
    expect(find(page, "section").getAttribute("aria-label")).to.equal("Depuración de Sereno");
  });
});
