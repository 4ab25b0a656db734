import { expect } from "@open-wc/testing";
import type { DeclaredItem, PolicyResource } from "../../../server/contract/consent.ts";
import "../../../widgets/consent-preferences/define.ts";
import type { ConsentPreferences } from "../../../widgets/consent-preferences/consent-preferences.ts";
import type { Consent } from "../../../widgets/consent/consent-api.ts";
import { createApiClient } from "../../../widgets/shared/api-client.ts";
import { expectAccessible } from "../../support/accessible.ts";
import { BASE, json, offline, ScriptedFetch } from "../../support/scripted-fetch.ts";
import {
  blockCookies,
  ConsentPage,
  cookieOf,
  decisionId,
  nextEvent,
  NOW,
  sendPrivacyControl,
} from "../consent/consent-page.ts";
import { waitUntil } from "../../support/wait-until.ts";

const ASSET = "GET assets/policy-abc123-en.json";

const item: DeclaredItem = {
  name: "_pk_*",
  kind: "cookie",
  purpose: "Tells visitors apart.",
  duration: "13 months",
  provider: "This site",
};

const site: PolicyResource = {
  version: 3,
  hash: "abc123",
  locale: "en",
  locales: ["en", "es"],
  categories: [
    category("essential", "Needed", [service("consent", [{ ...item, name: "sereno_consent" }])]),
    category("functional", "Comfort", [
      service("settings", [item, { ...item, name: "theme", kind: "localStorage" }]),
    ]),
    category("analytics", "Statistics", [service("matomo", [item]), service("visits", [])]),
    category("marketing", "Marketing", [service("youtube", [])]),
  ],
  protection: ["Your session lives on the council's server."],
};

describe("<sereno-consent-preferences>", () => {
  let page: ConsentPage;
  let server: ScriptedFetch;
  let consent: Consent;

  beforeEach(() => {
    page = new ConsentPage();
    server = new ScriptedFetch().on(ASSET, json(site));
  });

  afterEach(() => {
    document.querySelectorAll("sereno-consent-preferences").forEach((element) => element.remove());
    document.documentElement.lang = "en";
    page.clear();
  });

  it("shows the site's categories, services and cookies, with nothing for axe to find", async () => {
    const element = await open();
    expect(texts(element, "h3")).to.deep.equal(["Needed", "Comfort", "Statistics", "Marketing"]);
    expect(texts(element, "summary").slice(0, 4)).to.deep.equal([
      "1 cookie",
      "2 cookies",
      "1 cookie",
      "1 service",
    ]);
    await expectAccessible(element);
    for (const details of all(element, "details")) (details as HTMLDetailsElement).open = true;
    expect(texts(element, "code")).to.include.members(["sereno_consent", "_pk_*", "theme"]);
    expect(getDialog(element).textContent).to.contain("13 months").and.to.contain("council's server");
    await expectAccessible(element);
  });

  it("ticks nothing beforehand but the essential, which cannot be changed", async () => {
    const element = await open();
    expect(getSwitch(element, "Needed")).to.include({ checked: true, disabled: true });
    for (const name of ["Comfort", "Statistics", "Marketing"]) {
      expect(getSwitch(element, name), name).to.include({
        checked: false,
        indeterminate: false,
        disabled: false,
      });
    }
  });

  it("saves what was chosen, recorded as chosen in the preferences, and closes", async () => {
    const element = await open();
    getSwitch(element, "Comfort").click();
    for (const details of all(element, "details")) (details as HTMLDetailsElement).open = true;
    getSwitch(element, "matomo").click();
    await element.updateComplete;
    expect(getSwitch(element, "Statistics").indeterminate).to.equal(true);
    expect(texts(element, "summary")[2]).to.equal("1 of 2 services on");
    const recorded = nextEvent("sereno-consent-receipt");
    getButton(element, "Save choices").click();
    await recorded;
    expect(consent.get().granted).to.deep.equal(["functional", "analytics.matomo"]);
    expect(page.sent[0]?.body).to.deep.include({
      action: "choose",
      source: "preferences",
      layout: "preferences",
    });
    expect([element.open, getDialog(element).open]).to.deep.equal([false, false]);
  });

  it("turns a mixed category on as a whole", async () => {
    page.writeCookie(cookieOf("analytics.visits"));
    const element = await open();
    expect(getSwitch(element, "Statistics").indeterminate).to.equal(true);
    getSwitch(element, "Statistics").click();
    await element.updateComplete;
    expect(getSwitch(element, "Statistics")).to.include({ checked: true, indeterminate: false });
  });

  it("accepts and rejects all", async () => {
    const element = await open();
    getButton(element, "Accept all").click();
    await nextEvent("sereno-consent-change");
    expect(consent.get().granted).to.deep.equal(["functional", "analytics", "marketing"]);
    page.now += 1;
    await reopen(element);
    getButton(element, "Reject all").click();
    await nextEvent("sereno-consent-change");
    expect(consent.get().granted).to.deep.equal([]);
  });

  it("forgets the draft on Esc, and gives the focus back", async () => {
    const opener = document.createElement("button");
    opener.textContent = "Cookies";
    document.body.append(opener);
    opener.focus();
    const element = await open();
    expect(element.shadowRoot?.activeElement?.id).to.equal("title");
    getSwitch(element, "Comfort").click();
    // What Esc does.
    (getDialog(element) as HTMLDialogElement & { requestClose(): void }).requestClose();
    await waitUntil(() => !element.open, "closed");
    expect(document.activeElement).to.equal(opener);
    expect(consent.get().decided).to.equal(false);
    await reopen(element);
    expect(getSwitch(element, "Comfort").checked).to.equal(false);
    opener.remove();
  });

  it("can be decided without the site's texts, and tries again", async () => {
    server.on(ASSET, () => offline(), json(site));
    const element = await open("Comfort", false);
    await waitUntil(() => element.shadowRoot?.querySelector("[role=alert]"), "failure told");
    expect(texts(element, "h3")).to.deep.equal(["Essential", "Functional", "Analytics", "Marketing"]);
    expect(getDialog(element).textContent).to.contain("You can decide all the same");
    await expectAccessible(element);
    getSwitch(element, "Functional").click();
    getButton(element, "Try again").click();
    await waitUntil(() => texts(element, "h3")[1] === "Comfort", "texts loaded");
    expect(getSwitch(element, "Comfort").checked).to.equal(true);
    getButton(element, "Save choices").click();
    await nextEvent("sereno-consent-change");
    expect(consent.get().granted).to.deep.equal(["functional"]);
  });

  it("shows the last answer with its short receipt and the policy", async () => {
    page.writeCookie(cookieOf("functional", NOW, 3, decisionId(7)));
    const element = await open();
    const answer = element.shadowRoot?.querySelector(".answer")?.textContent?.replace(/\s+/g, " ");
    expect(answer).to.contain("Your last answer: Nov 22, 2026").and.to.contain("0000-0000, policy 3");
  });

  it("lists what has changed since the answer to an earlier policy, until it is answered", async () => {
    page.writeCookie(cookieOf("functional", NOW, 2));
    const film = { kind: "added", id: "marketing.youtube", name: "Film", category: "Marketing", items: [] };
    window.fetch = async () => Response.json({ since: 2, version: 3, changes: [film] });
    const element = await open();
    await waitUntil(() => texts(element, ".changes li").length, "told");
    expect(texts(element, ".changes li")).to.deep.equal(["New: Film (Marketing)"]);
    expect(getSwitch(element, "Comfort").checked).to.equal(false);
    await expectAccessible(element);
    getButton(element, "Reject all").click();
    await nextEvent("sereno-consent-change");
    await reopen(element);
    expect(all(element, ".changes")).to.deep.equal([]);
  });

  it("says the site's own words, and fills them in", async () => {
    const own = { save: "That is it", lastAnswer: "Answered {time}", "items.one": "{count} biscuit" };
    server.on(ASSET, json({ ...site, texts: { preferences: own } }));
    page.writeCookie(cookieOf("functional"));
    const element = await open();
    expect(getButton(element, "That is it")).not.to.equal(undefined);
    expect(texts(element, "summary")[0]).to.equal("1 biscuit");
    expect(element.shadowRoot?.querySelector(".answer")?.textContent).to.contain("Answered Nov 22, 2026");
  });

  it("exports the answer as a file", async () => {
    page.writeCookie(cookieOf("functional"));
    const element = await open();
    const downloads: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      downloads.push(this.download);
    };
    getButton(element, "Export").click();
    await waitUntil(() => downloads.length, "saved");
    HTMLAnchorElement.prototype.click = click;
    expect(downloads).to.deep.equal(["cookie-consent.json"]);
    expect(page.exported).to.equal(1);
  });

  it("withdraws, and says so", async () => {
    page.writeCookie(cookieOf("functional"));
    const element = await open();
    getButton(element, "Withdraw").click();
    const change = await nextEvent("sereno-consent-change");
    expect(change.revoked).to.deep.equal(["functional", "functional.settings"]);
    await waitUntil(() => notice(element).includes("withdrawn"), "notice");
    expect(page.sent[0]?.body["action"] ?? "withdraw").to.equal("withdraw");
    await expectAccessible(element);
  });

  it("offers a reload when a script that ran is no longer allowed", async () => {
    page.writeCookie(cookieOf("analytics"));
    const script = document.createElement("script");
    script.type = "text/plain";
    script.dataset["consent"] = "analytics";
    document.body.append(script);
    const element = await open();
    await consent.applyGate();
    await waitUntil(() => consent.gate?.ran.size, "script ran");
    getButton(element, "Reject all").click();
    await waitUntil(() => notice(element).includes("until you reload"), "notice");
    expect(getButton(element, "Reload the page")).not.to.equal(undefined);
    expect(element.open).to.equal(true);
    document.querySelectorAll("[data-consent]").forEach((gated) => gated.remove());
  });

  it("says when the browser keeps no answer", async () => {
    const element = await open();
    blockCookies();
    getButton(element, "Accept all").click();
    await nextEvent("sereno-consent-change");
    await reopen(element);
    expect(getDialog(element).textContent).to.contain("does not let this site store your answer");
  });

  it("says why marketing is off when the browser signals against it", async () => {
    sendPrivacyControl();
    const element = await open();
    expect(getDialog(element).textContent).to.contain(
      "Off: your browser sends a Global Privacy Control signal.",
    );
    getSwitch(element, "Marketing").click();
    getButton(element, "Save choices").click();
    await nextEvent("sereno-consent-change");
    expect(consent.has("marketing")).to.equal(true);
  });

  it("stores nothing in a preview, and is gone when closed", async () => {
    const element = await open("Comfort", true, { preview: true });
    getSwitch(element, "Comfort").click();
    getButton(element, "Save choices").click();
    await waitUntil(() => !element.isConnected, "removed");
    expect(consent.get().decided).to.equal(false);
    expect(document.cookie).to.equal("");
  });

  it("offers nothing to do with the receipt in a preview", async () => {
    const offers = ({ renderRoot }: ConsentPreferences) =>
      [...renderRoot.querySelectorAll(".answer button")].map((button) => button.textContent);
    const own = await open();
    getButton(own, "Save choices").click();
    await reopen(own);
    expect(offers(own)).to.include("Erase record…");
    own.remove();
    const preview = await open("Comfort", true, { preview: true });
    expect(offers(preview)).to.deep.equal(["Export"]);
  });

  it("speaks Spanish on a Spanish page", async () => {
    document.documentElement.lang = "es";
    server.on("GET assets/policy-abc123-es.json", json({ ...site, locale: "es" }));
    const element = await open("Sus preferencias", true, {}, "h2");
    expect(getButton(element, "Rechazar todas")).not.to.equal(undefined);
    expect(getDialog(element).lang).to.equal("es");
    await expectAccessible(element);
  });

  it("runs from right to left in Arabic, but for sentences of a site that has none", async () => {
    document.documentElement.lang = "ar";
    const styleOfSentence = async () => {
      const element = await open();
      await waitUntil(() => getDialog(element).lang === "ar", "in Arabic");
      expect(getComputedStyle(getDialog(element)).direction).to.equal("rtl");
      const [sentence] = all(element, ".category p");
      return sentence && getComputedStyle(sentence).unicodeBidi;
    };
    expect(await styleOfSentence()).to.equal("plaintext");
    server.on(ASSET, json({ ...site, locale: "ar" }));
    expect(await styleOfSentence()).to.equal("isolate");
  });

  async function open(
    text = "Comfort",
    isLoaded = true,
    properties: Partial<ConsentPreferences> = {},
    selector = "h3",
  ): Promise<ConsentPreferences> {
    consent = page.start();
    const element = document.createElement("sereno-consent-preferences");
    const api = createApiClient({ base: BASE, fetch: server.fetch });
    Object.assign(element, { consent, api, open: true, ...properties });
    document.body.append(element);
    await element.updateComplete;
    if (isLoaded) await waitUntil(() => texts(element, selector).includes(text), "loaded");
    return element;
  }

  async function reopen(element: ConsentPreferences): Promise<void> {
    await waitUntil(() => !element.open, "closed");
    element.open = true;
    await element.updateComplete;
  }
});

function category(
  id: PolicyResource["categories"][number]["id"],
  name: string,
  services: PolicyResource["categories"][number]["services"],
): PolicyResource["categories"][number] {
  return { id, name, description: `What ${name} is for.`, services };
}

function service(
  id: string,
  items: DeclaredItem[],
): PolicyResource["categories"][number]["services"][number] {
  return { id, name: id, purpose: `What ${id} is for.`, provider: "This site", items };
}

function all(element: ConsentPreferences, selector: string): Element[] {
  return [...(element.shadowRoot?.querySelectorAll(selector) ?? [])];
}

function texts(element: ConsentPreferences, selector: string): string[] {
  return all(element, selector).map(({ textContent }) => textContent?.trim() ?? "");
}

function notice(element: ConsentPreferences): string {
  return texts(element, ".notice")[0] ?? "";
}

function getDialog(element: ConsentPreferences): HTMLDialogElement {
  const dialog = element.shadowRoot?.querySelector("dialog");
  if (!dialog) throw new Error("no dialog");
  return dialog;
}

function getSwitch(element: ConsentPreferences, name: string): HTMLInputElement {
  const label = all(element, "label").find(({ textContent }) => textContent === name);
  const found = (label as HTMLLabelElement | undefined)?.control;
  if (!found) throw new Error(`no switch "${name}"`);
  return found as HTMLInputElement;
}

function getButton(element: ConsentPreferences, name: string): HTMLButtonElement {
  const found = all(element, "button").find(({ textContent }) => textContent?.trim() === name);
  if (!found) throw new Error(`no button "${name}"`);
  return found as HTMLButtonElement;
}
