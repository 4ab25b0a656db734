import { expect } from "@open-wc/testing";
import "../../widgets/sereno.ts";
import type { Sereno } from "../../widgets/shared/sereno-global.ts";
import { waitUntil } from "../support/wait-until.ts";

/** The script as a visitor without an answer loads it, from a server that put no policy in. */
describe("sereno.js", () => {
  const sereno = window.sereno as Sereno;
  const added: Element[] = [];
  const logged: { v: number; events: Record<string, unknown>[] }[] = [];
  const { fetch } = window;

  // The API client takes the page's fetch when it is first needed.
  before(() => {
    window.fetch = async (input, init) => {
      if (!String(input).endsWith("/api/frontend-log")) return fetch(input, init);
      logged.push(JSON.parse(String(init?.body)));
      return new Response(null, { status: 204 });
    };
  });

  after(() => {
    window.fetch = fetch;
  });

  afterEach(() => added.splice(0).forEach((element) => element.remove()));

  it("puts the question, first of all on the page", async () => {
    await waitUntil(() => document.body.firstElementChild?.shadowRoot?.querySelector("button"), "banner");
    expect(document.body.firstElementChild?.localName).to.equal("sereno-consent-banner");
    expect(sessionStorage.getItem("cookies_notification_shown")).to.equal("true");
  });

  it("allows nothing without a policy", () => {
    expect(["essential", "functional", "analytics"].map((id) => sereno.consent.has(id))).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it("knows where it is served", () => {
    expect(sereno.base).to.equal(new URL("../../widgets/", import.meta.url).href);
  });

  it("says at once that nobody is signed in without the hint", async () => {
    expect(sereno.session).to.include({ user: null, isAuthenticated: false, isLoading: false });
    await sereno.session.ready;
  });

  it("is one instance for several script tags", async () => {
    const second = new URL("../../widgets/sereno.ts?second", import.meta.url).href;
    await import(second);
    expect(window.sereno).to.equal(sereno);
    expect(document.querySelectorAll("sereno-consent-banner")).to.have.lengthOf(1);
  });

  it("loads an element that comes late, deep inside what is added", async () => {
    expect(customElements.get("sereno-consent-link")).to.equal(undefined);
    const parent = add("div");
    const inner = document.createElement("p");
    inner.append(document.createElement("sereno-consent-link"));
    parent.append(inner);
    await waitUntil(() => parent.querySelector("a"), "link upgraded");
  });

  it("leaves elements of others alone", async () => {
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (...words) => warnings.push(words);
    const other = add("other-element");
    const later = add("sereno-consent-preferences");
    // In turn: what is added later is looked at later.
    await waitUntil(() => later.shadowRoot, "the later one upgraded");
    console.warn = warn;
    expect(warnings).to.deep.equal([]);
    expect(other.outerHTML).to.equal("<other-element></other-element>");
  });

  it("opens the preferences from anything that asks for it", async () => {
    const button = add("button");
    button.setAttribute("data-sereno-open", "consent");
    const icon = document.createElement("span");
    button.append(icon);
    icon.click();
    await waitUntil(() => document.querySelector("sereno-consent-preferences[open]"), "preferences", {
      timeout: 5_000,
    });
    const preferences = document.querySelector("sereno-consent-preferences");
    if (preferences) {
      await waitUntil(() => preferences.shadowRoot?.querySelector("dialog")?.open, "dialog");
      added.push(preferences);
    }
  });

  it("leaves clicks that ask for a tab or a window of its own to the browser", () => {
    const link = add("a") as HTMLAnchorElement;
    link.setAttribute("data-sereno-open", "consent");
    let isTaken: boolean | undefined;
    addEventListener("click", (event) => {
      isTaken = event.defaultPrevented;
      event.preventDefault();
    });
    for (const how of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }]) {
      link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...how }));
      expect(isTaken, JSON.stringify(how)).to.equal(false);
    }
  });

  it("previews the banner on showCookieNotificationTest()", async () => {
    window.showCookieNotificationTest();
    const banner = document.querySelector("sereno-consent-banner");
    await waitUntil(() => banner?.shadowRoot?.textContent?.includes("Nothing is stored"), "preview");
    banner?.removeAttribute("preview");
  });

  it("lists cookies on inspectCookies(), values shortened", async () => {
    document.cookie = "sereno_csrf=0123456789abcdef;path=/";
    document.cookie = "stray=1;path=/";
    const { table } = console;
    const printed: unknown[] = [];
    console.table = (rows) => printed.push(rows);
    const cookies = await window.inspectCookies();
    console.table = table;
    expect(printed).to.deep.equal([cookies]);
    expect(cookies).to.deep.include.members([
      { name: "sereno_csrf", value: "0123…", bytes: 16, declaredBy: "essential", allowed: true },
      { name: "stray", value: "1", bytes: 1, declaredBy: "not declared", allowed: true },
    ]);
  });

  it("reports a batch of what the page logs, for a superuser, and nothing from while the log was off", async () => {
    sereno.log("filter.opened");
    const { logEvent } = await import("../../widgets/entry/on-demand.ts");
    // In turn: by then the one before it has been dropped.
    await logEvent();
    document.cookie = "sereno_hint=superuser;path=/";
    await import("../../widgets/frontend-log/page-log.ts");
    sereno.log("filter.changed", { year: 2026 });
    sereno.log("filter.cleared", { level: "warn", message: "all gone" });
    await waitUntil(
      () => {
        dispatchEvent(new Event("pagehide"));
        return logged.flatMap(({ events }) => events).length === 3;
      },
      "sent",
      { timeout: 3_000 },
    );
    document.cookie = "sereno_hint=;path=/;max-age=0";
    expect(logged[0]?.v).to.equal(1);
    const events = logged.flatMap((request) => request.events);
    expect(
      events.map(({ type, level, message, path, data }) => [type, level, message, path, data]),
    ).to.deep.equal([
      ["page.view", "info", undefined, location.pathname, undefined],
      ["filter.changed", "info", undefined, location.pathname, { year: 2026 }],
      ["filter.cleared", "warn", "all gone", location.pathname, undefined],
    ]);
  });

  function add(tag: string): HTMLElement {
    const element = document.createElement(tag);
    added.push(element);
    document.body.append(element);
    return element;
  }
});
