import { expect } from "@open-wc/testing";
import { expectAccessible } from "../../support/accessible.ts";
import {
  createAnswer,
  createConsent,
  find,
  openDebugPage,
  openTab,
  raise,
  returnTimer,
  settle,
  textOf,
} from "./debug-page.ts";

describe("panels", () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  afterEach(() => {
    returnTimer();
    document.cookie = "_fbp=; max-age=0";
    document.cookie = "_pk_id.1=; max-age=0";
  });

  it("Session: who, since when, until when, from where, and the redacted data", async () => {
    const page = await openDebugPage();
    const panel = await openTab(page, "session");
    const facts = textOf(panel);
    for (const text of ["ses_9Qx…c41", "marta · superuser", "(1 h 21 min)", "(in 1:58:12)", "10.0.4.17"]) {
      expect(facts).to.include(text);
    }
    expect(facts).to.include("Firefox on Linux").and.to.include("0.1.0 · sqlite · up 2 h 13 min");
    expect(panel.querySelector("pre")?.textContent).to.include('"token": "•••"');
  });

  it("Cookies: the page's joined with the server's", async () => {
    document.cookie = "_fbp=fb.1.1700000000000.1234567890";
    document.cookie = "_pk_id.1=ab";
    const page = await openDebugPage();
    const rows = [...(await openTab(page, "cookies")).querySelectorAll("li")].map(textOf);
    expect(rows).to.have.length(3);
    expect(rows[0]).to.include("sereno_sid").and.to.include("HttpOnly").and.to.include("never shown · 60 B");
    expect(rows[1]).to.include("_fbp").and.to.include("not declared").and.to.include("•••••••• · 38 B");
    expect(rows[2]).to.include("_pk_id.1").and.to.include("essential").and.to.include("not sent to Sereno");
    expect(page.root.textContent).not.to.include("1234567890");
  });

  it("Cookies: says when there are none", async () => {
    const page = await openDebugPage(({ server }) => (server.answer = createAnswer({ cookies: [] })));
    expect(textOf(await openTab(page, "cookies"))).to.include("No cookies");
  });

  it("History: at most the last 10 paths, with their times", async () => {
    const path_history = Array.from({ length: 12 }, (_, i) => ({
      path: `/page-${i}`,
      at: new Date(Date.UTC(2026, 10, 22, 10, 12 - i)).toISOString(),
    }));
    const page = await openDebugPage(({ server }) => (server.answer = createAnswer({ path_history })));
    const panel = await openTab(page, "history");
    expect(panel.querySelectorAll("li")).to.have.length(10);
    expect(panel.querySelector("code")?.textContent).to.equal("/page-0");
    expect(panel.querySelector("time")?.getAttribute("datetime")).to.equal(path_history[0]?.at);
  });

  it("History: says what will appear and how", async () => {
    const page = await openDebugPage(({ server }) => (server.answer = createAnswer({ path_history: [] })));
    expect(textOf(await openTab(page, "history"))).to.include("consents to analytics");
  });

  it("Statistics: totals, shares by status, mean, slowest, last error", async () => {
    const page = await openDebugPage();
    const panel = await openTab(page, "statistics");
    const text = textOf(panel);
    for (const part of ["42", "12.4 ms", "340 ms", "/minutes", "2xx 38", "4xx 4", "404 /missing"]) {
      expect(text).to.include(part);
    }
    const widths = [...panel.querySelectorAll("rect")].map((rect) =>
      parseFloat(rect.getAttribute("width") ?? ""),
    );
    expect(widths.reduce((a, b) => a + b, 0)).to.be.closeTo(100, 0.001);
  });

  it("Statistics: stands without any figure", async () => {
    const page = await openDebugPage(({ server }) => {
      server.answer.statistics = {
        requestCount: 0,
        byStatusClass: {},
        meanMs: null,
        slowest: null,
        lastError: null,
      };
    });
    const text = textOf(await openTab(page, "statistics"));
    expect(text).to.include("none yet").and.to.include("none in this session");
  });

  it("Consent: every category in words, the decision, and agreement with the server", async () => {
    const page = await openDebugPage();
    const panel = await openTab(page, "consent");
    const rows = [...(panel.querySelector("ul")?.querySelectorAll("li") ?? [])].map(textOf);
    expect(rows).to.deep.equal([
      "essential always on",
      "functional granted",
      "analytics refused",
      "marketing refused",
    ]);
    expect(textOf(panel)).to.include("7f3a91c2").and.not.to.include("something else");
  });

  it("Consent: names single services, and a server that received something else", async () => {
    const page = await openDebugPage(({ widget }) => (widget.consent = createConsent(["analytics.matomo"])));
    const text = textOf(await openTab(page, "consent"));
    expect(text).to.include("analytics analytics.matomo").and.to.include("something else");
  });

  it("Consent: says so when nothing was decided", async () => {
    const page = await openDebugPage(({ widget }) => (widget.consent = undefined));
    expect(textOf(await openTab(page, "consent"))).to.include("No decision yet");
  });

  it("Consent: what is there undeclared, asking nobody, and nothing for axe to find", async () => {
    sessionStorage.setItem("draft", "…");
    const page = await openDebugPage();
    const before = page.server.calls.length;
    const panel = await openTab(page, "consent");
    expect(textOf(panel)).to.include("Declared against observed").and.to.include("should not be");
    expect(textOf(panel)).to.include("draftnot declared session storage");
    expect(textOf(panel)).to.include("_fbpnot declared cookie");
    expect(textOf(panel)).not.to.include("sereno_debug_widget");
    const asked = page.server.calls
      .slice(before)
      .filter((call) => !call.endsWith("GET /sereno/api/consent/policy"));
    expect(asked).to.deep.equal([]);
    await expectAccessible(page.widget);
  });

  it("Consent: says so when the page hides the banner that is due", async () => {
    const banner = Object.assign(document.createElement("sereno-consent-banner"), { preview: false });
    banner.style.display = "none";
    document.body.append(banner);
    const page = await openDebugPage();
    const hidden = textOf(await openTab(page, "consent"));
    banner.remove();
    expect(hidden).to.include("this page's style hides it");
    await openTab(page, "session");
    expect(textOf(await openTab(page, "consent"))).not.to.include("hides it");
  });

  it("Storage: names, sizes and declaration of both stores", async () => {
    sessionStorage.setItem("draft", "ñ".repeat(600));
    const page = await openDebugPage();
    const panel = await openTab(page, "storage");
    expect(textOf(panel)).to.include("sereno_debug_widgetessential").and.to.include("draftnot declared");
    expect(textOf(panel)).to.include("1.2 KiB").and.not.to.include("ññ");
  });

  it("Log: errors and unhandled rejections, newest first, repeats counted", async () => {
    const page = await openDebugPage();
    const file = "https://site.test/app.js?v=1";
    const crash = { message: "x is undefined", filename: file, lineno: 3, colno: 7 };
    raise(new ErrorEvent("error", crash));
    raise(new ErrorEvent("error", crash));
    const promise = Promise.resolve();
    raise(new PromiseRejectionEvent("unhandledrejection", { promise, reason: new TypeError("no such key") }));
    const rows = [...(await openTab(page, "log")).querySelectorAll("li")].map(textOf);
    expect(rows).to.have.length(2);
    expect(rows[0]).to.include("TypeError: no such key").and.to.include("unhandled rejection");
    expect(rows[1]).to.include("app.js:3:7").and.to.include("× 2");
    expect(textOf(find(page, "#tab-log"))).to.equal("Log 2");
  });

  it("Log: is bounded, and survives a reason that cannot be read", async () => {
    const page = await openDebugPage();
    for (let i = 0; i < 60; i++) raise(new ErrorEvent("error", { message: `${i}`.padEnd(900, "x") }));
    const reason = {
      toString: () => {
        throw new Error();
      },
    };
    const promise = Promise.resolve();
    raise(new PromiseRejectionEvent("unhandledrejection", { promise, reason }));
    const rows = (await openTab(page, "log")).querySelectorAll("li");
    expect(rows).to.have.length(50);
    expect(textOf(rows[1] as Element).length).to.be.below(600);
    await settle(page.widget);
  });

  it("Log: says when there is nothing", async () => {
    const page = await openDebugPage();
    expect(textOf(await openTab(page, "log"))).to.include("None. Errors and unhandled rejections");
  });
});
