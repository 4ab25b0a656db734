import { expect } from "@open-wc/testing";
import type { Consent } from "../../../widgets/consent/consent-api.ts";
import {
  blockCookies,
  ConsentPage,
  cookieOf,
  DAY_MS,
  decisionId,
  nextEvent,
  NOW,
  sendPrivacyControl,
} from "./consent-page.ts";

describe("consent", () => {
  let page: ConsentPage;

  beforeEach(() => {
    page = new ConsentPage();
  });

  afterEach(() => page.close());

  it("allows nothing but the essential until somebody answers", () => {
    const consent = page.start();
    expect(consent.has("essential")).to.equal(true);
    for (const id of ["functional", "analytics", "analytics.matomo", "marketing"]) {
      expect(consent.has(id), id).to.equal(false);
    }
    expect(consent.get()).to.deep.equal({
      decided: false,
      granted: [],
      id: null,
      decidedAt: null,
      policyVersion: 3,
      persisted: true,
    });
    expect(consent.get().decided).to.equal(false);
  });

  it("says that it is ready, with what was answered before", async () => {
    page.writeCookie(cookieOf("analytics"));
    const ready = nextEvent("sereno-consent-ready");
    const consent = page.start();
    expect((await ready).consent).to.deep.equal(consent.get());
    expect(consent.get()).to.deep.include({ decided: true, granted: ["analytics"], id: decisionId(1) });
    expect(consent.get().decidedAt).to.equal(new Date(NOW).toISOString());
    expect(page.sent).to.deep.equal([]);
  });

  it("accepts all: cookie, keys for page scripts, event and record", async () => {
    const consent = page.start();
    const changed = nextEvent("sereno-consent-change");
    const receipt = nextEvent("sereno-consent-receipt");
    await consent.acceptAll({ source: "banner", layout: "banner", locale: "es" });
    const { id } = consent.get();
    expect(consent.has("marketing.youtube")).to.equal(true);
    expect(page.readCookie()).to.equal(`v=1&p=3&id=${id}&t=${NOW}&g=functional+analytics+marketing`);
    expect(localStorage.getItem("cookies_accepted")).to.equal("true");
    expect(localStorage.getItem("cookies_accepted_date")).to.equal(new Date(NOW).toISOString());
    expect(await changed).to.deep.include({ source: "user", persisted: true, revoked: [] });
    expect((await receipt).receipt.id).to.equal(id);
    const [sent] = page.sent;
    expect(sent).to.deep.include({ id, keepalive: true });
    expect(sent?.body).to.deep.include({
      action: "accept_all",
      granted: ["functional", "analytics", "marketing"],
      policyVersion: 3,
      decidedAt: new Date(NOW).toISOString(),
      source: "banner",
      layout: "banner",
      locale: "es",
    });
  });

  it("sends only the hash of the receipt's secret", async () => {
    const consent = page.start();
    const receipt = nextEvent("sereno-consent-receipt");
    await consent.rejectAll();
    await receipt;
    const { id, secret } = JSON.parse(localStorage.getItem("sereno_receipt") ?? "{}");
    expect(id).to.equal(consent.get().id);
    expect(secret).to.match(/^[\w-]{43}$/);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
    expect(page.sent[0]?.body["secretHash"]).to.equal(hex);
    expect(JSON.stringify(page.sent)).not.to.contain(secret);
  });

  it("rejects all, removing what an earlier yes left for page scripts", async () => {
    const consent = page.start();
    await consent.acceptAll();
    page.now += 1_000;
    await consent.rejectAll();
    expect(consent.get()).to.deep.include({ decided: true, granted: [] });
    expect(localStorage.getItem("cookies_accepted")).to.equal(null);
    expect(consent.has("analytics")).to.equal(false);
  });

  it("refuses at once, before anything is stored", async () => {
    page.writeCookie(cookieOf("analytics"));
    const consent = page.start();
    const done = consent.withdraw();
    expect(consent.has("analytics")).to.equal(false);
    const { revoked } = await nextEvent("sereno-consent-change");
    expect(revoked).to.deep.equal(["analytics", "analytics.matomo", "analytics.visits"]);
    await done;
  });

  it("takes a choice by service, and all services for their category", async () => {
    const consent = page.start();
    await consent.set({
      granted: ["analytics.visits", "analytics.matomo", "marketing", "marketing.youtube"],
    });
    expect(consent.get().granted).to.deep.equal(["analytics", "marketing"]);
    page.now += 1;
    const recorded = nextEvent("sereno-consent-receipt");
    await consent.set({ granted: ["analytics.matomo", "unknown", "essential"] });
    await recorded;
    expect(consent.get().granted).to.deep.equal(["analytics.matomo"]);
    expect(consent.has("analytics")).to.equal(false);
    expect(consent.has("analytics.matomo")).to.equal(true);
    expect(page.sent.at(-1)?.body["action"]).to.equal("choose");
  });

  it("deletes what was declared for what is refused, and nothing else", async () => {
    document.cookie = "_pk_id.1=x;path=/";
    document.cookie = `_pk_ses=x;path=${location.pathname.replace(/\/[^/]*$/, "") || "/"}`;
    document.cookie = "lang=es;path=/";
    document.cookie = "cart=3;path=/";
    localStorage.setItem("theme", "dark");
    sessionStorage.setItem("player", "1");
    sessionStorage.setItem("other", "1");
    const consent = page.start();
    await consent.set({ granted: ["functional"] });
    expect(document.cookie).not.to.contain("_pk_");
    expect(document.cookie).to.contain("lang=es").and.to.contain("cart=3");
    expect(localStorage.getItem("theme")).to.equal("dark");
    expect(sessionStorage.getItem("player")).to.equal(null);
    expect(sessionStorage.getItem("other")).to.equal("1");
  });

  it("holds an answer in memory where the browser keeps none, and says so", async () => {
    blockCookies();
    const consent = page.start();
    const changed = nextEvent("sereno-consent-change");
    const recorded = nextEvent("sereno-consent-receipt");
    await consent.acceptAll();
    await recorded;
    expect((await changed).persisted).to.equal(false);
    expect(consent.get()).to.deep.include({ decided: true, persisted: false });
    dispatchEvent(new Event("focus"));
    expect(consent.has("analytics")).to.equal(true);
  });

  it("leaves marketing out of accepting all when the browser signals against it", async () => {
    sendPrivacyControl();
    const consent = page.start();
    const [changed, recorded] = [nextEvent("sereno-consent-change"), nextEvent("sereno-consent-receipt")];
    await consent.acceptAll({ source: "banner" });
    expect((await changed).source).to.equal("gpc");
    await recorded;
    expect(consent.get().granted).to.deep.equal(["functional", "analytics"]);
    expect(page.sent[0]?.body).to.deep.include({ action: "choose", source: "gpc" });
  });

  it("is undecided again, because of the policy, when another tab answers under a later one", async () => {
    page.writeCookie(cookieOf("analytics"));
    const consent = page.start();
    page.writeCookie(cookieOf("analytics", NOW + 1, 4, decisionId(2)));
    const changed = nextEvent("sereno-consent-change");
    const tab = new BroadcastChannel("sereno-consent");
    tab.postMessage({ id: decisionId(2), at: NOW + 1, policyVersion: 4, granted: ["analytics"] });
    const { source, revoked } = await changed;
    tab.close();
    expect(source).to.equal("policy");
    expect(revoked).to.include("analytics");
    expect(consent.get().decided).to.equal(false);
  });

  it("holds an answer on the domain that the policy names", async () => {
    const written: string[] = [];
    Object.defineProperty(document, "cookie", {
      configurable: true,
      get: () => "",
      set(line: string) {
        written.push(line);
      },
    });
    const consent = page.start({ domain: "vallesol.example" });
    await consent.rejectAll();
    expect(written.find((line) => line.startsWith("sereno_consent=v=1"))).to.include(
      ";domain=vallesol.example",
    );
  });

  it("lets an explicit choice win over that signal", async () => {
    sendPrivacyControl();
    const consent = page.start();
    await consent.set({ granted: ["marketing"] });
    expect(consent.has("marketing")).to.equal(true);
  });

  it("keeps the answer and tells when the server does not record it", async () => {
    page.status = 503;
    const consent = page.start();
    const failed = nextEvent("sereno-consent-error");
    await consent.acceptAll();
    expect(await failed).to.deep.include({ failed: "record", status: 503, decisionId: consent.get().id });
    expect(consent.has("analytics")).to.equal(true);
  });

  it("tells status 0 when there was no answer at all", async () => {
    page.status = 0;
    const failed = nextEvent("sereno-consent-error");
    await page.start().rejectAll();
    expect((await failed).status).to.equal(0);
  });

  it("stops allowing when 180 days have passed on an open page", () => {
    page.writeCookie(cookieOf("analytics"));
    const consent = page.start();
    page.now = NOW + 180 * DAY_MS - 1;
    expect(consent.has("analytics")).to.equal(true);
    page.now += 1;
    expect(consent.has("analytics")).to.equal(false);
  });

  it("says that an answer expired when the page is looked at again", async () => {
    page.writeCookie(cookieOf("analytics"));
    page.start();
    page.now = NOW + 180 * DAY_MS;
    const changed = nextEvent("sereno-consent-change");
    dispatchEvent(new Event("focus"));
    expect(await changed).to.deep.include({ source: "expiry", granted: [] });
  });

  it("grants nothing when the clock is an hour back", () => {
    page.writeCookie(cookieOf("analytics"));
    page.now = NOW - 3_600_000;
    const consent = page.start();
    expect(consent.has("analytics")).to.equal(false);
    expect(consent.get().decided).to.equal(false);
  });

  it("takes an answer even then", async () => {
    page.writeCookie(cookieOf("analytics"));
    page.now = NOW - 3_600_000;
    const consent = page.start();
    await consent.set({ granted: ["functional"] });
    expect(consent.get().granted).to.deep.equal(["functional"]);
  });

  it("lets the answer given here win when the clock was set back by a minute", async () => {
    page.writeCookie(cookieOf("analytics"));
    page.now = NOW - 60_000;
    const consent = page.start();
    await consent.rejectAll();
    expect(consent.get().granted).to.deep.equal([]);
    expect(consent.get().decidedAt).to.equal(new Date(NOW + 1).toISOString());
  });

  it("follows a page that is restored with an older answer", async () => {
    page.writeCookie(cookieOf("analytics"));
    const consent = page.start();
    page.writeCookie(cookieOf("", NOW, 3, decisionId(2)));
    const changed = nextEvent("sereno-consent-change");
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    expect(await changed).to.deep.include({ source: "tab", persisted: true });
    expect(consent.has("analytics")).to.equal(false);
  });

  it("follows another tab, and is followed", async () => {
    const consent = page.start();
    const other = await openTab();
    const changed = nextEvent("sereno-consent-change");
    await other.consent.set({ granted: ["functional"] });
    expect(await changed).to.deep.include({ source: "tab", granted: ["functional", "functional.settings"] });
    expect(consent.get()).to.deep.equal(other.consent.get());
    page.now += 1_000;
    const back = other.nextChange();
    await consent.rejectAll();
    await back;
    expect(other.consent.has("functional")).to.equal(false);
    other.close();
  });

  it("tells other tabs even an answer that could not be stored, and takes theirs", async () => {
    blockCookies();
    const consent = page.start();
    const tab = new BroadcastChannel("sereno-consent");
    const told = new Promise<Record<string, unknown>>(
      (resolve) => (tab.onmessage = ({ data }) => resolve(data)),
    );
    await consent.set({ granted: ["functional"] });
    expect(await told).to.deep.include({ granted: ["functional"], at: NOW, policyVersion: 3 });
    const changed = nextEvent("sereno-consent-change");
    tab.postMessage({ id: decisionId(9), at: NOW + 1, policyVersion: 3, granted: [] });
    expect(await changed).to.deep.include({ source: "tab", persisted: false });
    expect(consent.has("functional")).to.equal(false);
    tab.close();
  });

  it("lets one listener's exception stay its own", async () => {
    const consent = page.start();
    const onError = window.onerror;
    const reported: unknown[] = [];
    window.onerror = (message) => reported.push(message) > 0;
    const heard: string[] = [];
    const stopFirst = consent.onChange(() => {
      throw new Error("of the page");
    });
    const stopSecond = consent.onChange(({ source }) => heard.push(source));
    await consent.acceptAll();
    stopFirst();
    stopSecond();
    page.now += 1;
    await consent.rejectAll();
    window.onerror = onError;
    expect(heard).to.deep.equal(["user"]);
    expect(reported).to.have.lengthOf(1);
  });

  it("resolves whenGranted at once or later", async () => {
    page.writeCookie(cookieOf("functional"));
    const consent = page.start();
    await consent.whenGranted("functional");
    const later = consent.whenGranted("analytics");
    await consent.acceptAll();
    await later;
  });
});

/** A second page of the same origin: its own realm, with its own modules and channel. */
async function openTab(): Promise<{
  consent: Consent;
  nextChange: () => Promise<unknown>;
  close: () => void;
}> {
  const frame = document.createElement("iframe");
  frame.srcdoc = "<!doctype html><title>Another tab</title>";
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  document.body.append(frame);
  await loaded;
  const inner = frame.contentDocument as Document;
  const started = new Promise<Consent>((resolve) => Object.assign(window, { onTab: resolve }));
  const script = inner.createElement("script");
  script.type = "module";
  script.textContent = `
    import { createConsent } from "${new URL("../../../widgets/consent/consent.ts", import.meta.url).href}";
    import { NOW, POLICY } from "${new URL("./consent-page.ts", import.meta.url).href}";
    window.fetch = async () => new Response("{}", { status: 201 });
    const consent = createConsent({ policy: POLICY, base: "https://site.test/sereno/", clock: () => NOW });
    consent.start();
    parent.onTab(consent);`;
  inner.body.append(script);
  return {
    consent: await started,
    nextChange: () =>
      new Promise((resolve) => inner.addEventListener("sereno-consent-change", resolve, { once: true })),
    close: () => frame.remove(),
  };
}
