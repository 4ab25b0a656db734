import { expect, nextFrame } from "@open-wc/testing";
import "../../../widgets/consent-banner/define.ts";
import type { ConsentBanner } from "../../../widgets/consent-banner/consent-banner.ts";
import type { Consent } from "../../../widgets/consent/consent-api.ts";
import { expectAccessible } from "../../support/accessible.ts";
import {
  blockCookies,
  ConsentPage,
  cookieOf,
  nextEvent,
  NOW,
  sendPrivacyControl,
} from "../consent/consent-page.ts";
import { waitUntil } from "../../support/wait-until.ts";

describe("<sereno-consent-banner>", () => {
  let page: ConsentPage;
  let consent: Consent;

  beforeEach(() => {
    page = new ConsentPage();
    consent = page.start();
  });

  afterEach(() => {
    for (const banner of document.querySelectorAll("sereno-consent-banner")) {
      banner.hide();
      banner.remove();
    }
    document.querySelector("sereno-consent-preferences")?.remove();
    document.documentElement.lang = "en";
    page.clear();
  });

  it("is a named region beside the page, with nothing for axe to find", async () => {
    const banner = await mount();
    const region = banner.shadowRoot?.querySelector("[role=region]");
    expect(region?.getAttribute("aria-labelledby")).to.equal("title");
    expect(banner.shadowRoot?.querySelector("#title")?.textContent).to.equal("Cookies on this site");
    await expectAccessible(banner);
  });

  it("stays away when it was taken away while its texts were loading", async () => {
    const banner = await mount();
    banner.hide();
    const shown = banner.show();
    banner.hide();
    await shown;
    expect(banner.hidden).to.equal(true);
    expect(banner.shadowRoot?.querySelector("button")).to.equal(null);
  });

  it("gives the page its own scroll padding back, and leaves it alone when never shown", async () => {
    const { style } = document.documentElement;
    style.scrollPaddingBlockEnd = "7px";
    const banner = await mount();
    await nextFrame();
    expect(style.scrollPaddingBlockEnd).to.equal(`${banner.offsetHeight}px`);
    banner.hide();
    expect(style.scrollPaddingBlockEnd).to.equal("7px");
    const other = document.createElement("sereno-consent-banner");
    document.body.append(other);
    expect(other.hidden).to.equal(true);
    expect(style.scrollPaddingBlockEnd).to.equal("7px");
    style.scrollPaddingBlockEnd = "";
  });

  it("takes no focus, locks nothing and moves nothing of the page", async () => {
    const before = document.documentElement.scrollHeight;
    const banner = await mount();
    expect(document.activeElement).to.equal(document.body);
    expect(getComputedStyle(document.body).overflow).to.equal("visible");
    expect(document.documentElement.scrollHeight).to.equal(before);
    expect(getComputedStyle(banner).position).to.equal("fixed");
  });

  it("shows accepting and refusing as twins, with nothing chosen beforehand", async () => {
    const banner = await mount();
    const [accept, reject] = ["Accept all", "Reject all"].map((name) => getButton(banner, name));
    for (const property of [
      "background-color",
      "color",
      "font-size",
      "font-weight",
      "block-size",
      "border",
    ]) {
      const [one, other] = [accept, reject].map((button) =>
        getComputedStyle(button as Element).getPropertyValue(property),
      );
      expect(one, property).to.equal(other);
    }
    expect(accept?.className).to.equal(reject?.className);
    expect(banner.shadowRoot?.querySelector("input")).to.equal(null);
  });

  it("has targets of 40 px", async () => {
    const banner = await mount();
    for (const button of banner.shadowRoot?.querySelectorAll("button") ?? []) {
      expect(button.getBoundingClientRect().height, button.textContent ?? "").to.be.at.least(40);
    }
  });

  for (const [name, granted] of [
    ["Accept all", ["functional", "analytics", "marketing"]],
    ["Reject all", []],
  ] as const) {
    it(`goes for good on "${name}", which is recorded as answered in the banner`, async () => {
      const banner = await mount();
      const recorded = nextEvent("sereno-consent-receipt");
      getButton(banner, name).click();
      await recorded;
      expect(consent.get().granted).to.deep.equal(granted);
      expect(banner.hidden).to.equal(true);
      expect(getComputedStyle(banner).display).to.equal("none");
      expect(page.sent[0]?.body).to.deep.include({ source: "banner", layout: "banner", locale: "en" });
      expect((await mountHidden()).hidden).to.equal(true);
    });
  }

  it("opens the preferences on Choose, and stays", async () => {
    const banner = await mount();
    getButton(banner, "Choose…").click();
    await waitUntil(() => page.opened === 1, "preferences opened");
    expect(banner.hidden).to.equal(false);
    expect(consent.get().decided).to.equal(false);
  });

  it("takes neither Esc nor scrolling nor going away for an answer", async () => {
    const banner = await mount();
    getButton(banner, "Accept all").focus();
    for (const type of ["keydown", "keyup"]) {
      const escape = new KeyboardEvent(type, { key: "Escape", bubbles: true, composed: true });
      getButton(banner, "Accept all").dispatchEvent(escape);
    }
    document.dispatchEvent(new Event("scroll"));
    dispatchEvent(new PageTransitionEvent("pagehide"));
    await nextFrame();
    expect(consent.get().decided).to.equal(false);
    expect(page.readCookie()).to.equal(undefined);
    expect(banner.hidden).to.equal(false);
  });

  it("notes that it was shown in this browser session", async () => {
    await mount();
    expect(sessionStorage.getItem("cookies_notification_shown")).to.equal("true");
    expect((await mountHidden()).hidden).to.equal(true);
  });

  it("asks on every page where the site's policy says so", async () => {
    sessionStorage.setItem("cookies_notification_shown", "true");
    consent = page.start({ reshow: "page" });
    expect((await mount()).hidden).to.equal(false);
  });

  it("asks again in the same browser session when the policy has changed since the answer", async () => {
    const banner = await mount();
    getButton(banner, "Reject all").click();
    await nextEvent("sereno-consent-receipt");
    consent = page.start({ version: 4 });
    const again = await mount();
    expect(again.shadowRoot?.textContent).to.contain("has changed since your last answer");
    expect(consent.has("functional")).to.equal(false);
    await expectAccessible(again);
  });

  it("lists what has changed since the answer, in a box of the same height before and after", async () => {
    page.writeCookie(cookieOf("functional", NOW, 2));
    let answer: (response: Response) => void = () => {};
    const asked: string[] = [];
    window.fetch = (input) => {
      asked.push(String(input));
      return new Promise((resolve) => (answer = resolve));
    };
    consent = page.start();
    const banner = await mount();
    const list = banner.shadowRoot?.querySelector("ul");
    await waitUntil(() => asked.length, "asked");
    expect(asked).to.deep.equal(["https://site.test/sereno/api/consent/policy-changes?since=2&lang=en"]);
    const height = list?.offsetHeight;
    const film = {
      kind: "added",
      id: "marketing.film",
      name: "Film",
      category: "Marketing",
      items: ["viewer"],
    };
    const changes = Array.from({ length: 9 }, (_, index) => ({ ...film, id: `marketing.film${index}` }));
    answer(Response.json({ since: 2, version: 3, changes }));
    await waitUntil(() => list?.children.length === 9, "told");
    expect(list?.firstElementChild?.textContent?.trim()).to.equal("New: Film (Marketing) viewer");
    expect(list?.offsetHeight).to.equal(height);
    await expectAccessible(banner);
  });

  it("says so when the changes cannot be had", async () => {
    page.writeCookie(cookieOf("functional", NOW, 2));
    page.status = 503;
    consent = page.start();
    const banner = await mount();
    await waitUntil(() => banner.shadowRoot?.textContent?.includes("could not be loaded"), "told");
    await expectAccessible(banner);
  });

  it("puts the question in the site's own words and language", async () => {
    document.documentElement.lang = "nl";
    const texts = { banner: { accept: "Alles goed", title: "Koekjes?" } };
    window.fetch = async (input) =>
      String(input).endsWith("assets/policy-abc123-nl.json")
        ? Response.json({ locale: "nl", texts })
        : new Response(null, { status: 404 });
    consent = page.start({ texts: true, locales: ["en", "nl"] });
    const banner = await mount();
    expect(getButton(banner, "Alles goed").closest("[lang]")?.getAttribute("lang")).to.equal("nl");
    expect(banner.shadowRoot?.querySelector("h2")?.textContent).to.equal("Koekjes?");
    expect(getButton(banner, "Reject all")).not.to.equal(undefined);
    await expectAccessible(banner);
  });

  it("closes when another tab answers", async () => {
    const banner = await mount();
    const other = new BroadcastChannel("sereno-consent");
    const changed = nextEvent("sereno-consent-change");
    other.postMessage({
      id: "00000000-0000-4000-8000-000000000009",
      at: page.now,
      policyVersion: 3,
      granted: [],
    });
    await changed;
    other.close();
    expect(banner.hidden).to.equal(true);
  });

  it("stores nothing in a preview, says so, and goes when answered", async () => {
    const banner = await mount({ preview: true });
    expect(banner.shadowRoot?.textContent).to.contain("Nothing is stored");
    await expectAccessible(banner);
    getButton(banner, "Accept all").click();
    await waitUntil(() => banner.hidden, "preview closed");
    expect(consent.get().decided).to.equal(false);
    expect(document.cookie).to.equal("");
    expect([localStorage.length, sessionStorage.length, page.sent.length]).to.deep.equal([0, 0, 0]);
  });

  it("puts the real question again after a preview", async () => {
    const banner = await mount();
    banner.preview = true;
    await waitUntil(() => banner.shadowRoot?.textContent?.includes("preview"), "preview");
    getButton(banner, "Reject all").click();
    await waitUntil(() => !banner.shadowRoot?.textContent?.includes("preview"), "question");
    expect(banner.hidden).to.equal(false);
    expect(consent.get().decided).to.equal(false);
  });

  it("a preview that the page takes away leaves no answers behind", async () => {
    const banner = await mount({ preview: true });
    banner.removeAttribute("preview");
    expect(banner.hidden).to.equal(true);
    expect(banner.shadowRoot?.querySelector("button")).to.equal(null);
  });

  it("previews the choices too", async () => {
    const banner = await mount({ preview: true });
    getButton(banner, "Choose…").click();
    const preferences = document.querySelector("sereno-consent-preferences");
    expect(preferences?.hasAttribute("preview")).to.equal(true);
    expect(preferences?.hasAttribute("open")).to.equal(true);
    expect(page.opened).to.equal(0);
  });

  it("closes where the browser keeps nothing", async () => {
    const banner = await mount();
    blockCookies();
    const changed = nextEvent("sereno-consent-change");
    getButton(banner, "Accept all").click();
    expect((await changed).persisted).to.equal(false);
    expect(banner.hidden).to.equal(true);
  });

  it("says so when an answer could not be taken, and still takes one", async () => {
    const { acceptAll } = consent;
    consent.acceptAll = async () => {};
    const banner = await mount();
    getButton(banner, "Accept all").click();
    const alert = banner.shadowRoot?.querySelector("[role=alert]");
    await waitUntil(() => alert?.textContent, "told");
    expect(alert?.textContent).to.contain("could not be saved");
    await expectAccessible(banner);
    consent.acceptAll = acceptAll;
    const recorded = nextEvent("sereno-consent-receipt");
    getButton(banner, "Accept all").click();
    await recorded;
    expect(banner.hidden).to.equal(true);
  });

  it("says what a Global Privacy Control signal means", async () => {
    sendPrivacyControl();
    const banner = await mount();
    expect(banner.shadowRoot?.textContent).to.contain("Global Privacy Control");
    await expectAccessible(banner);
  });

  it("speaks Spanish on a Spanish page", async () => {
    document.documentElement.lang = "es-MX";
    const banner = await mount();
    expect(getButton(banner, "Rechazar todas").closest("[lang]")?.getAttribute("lang")).to.equal("es-MX");
    await expectAccessible(banner);
  });

  it("keeps its shape under hostile styles of the page", async () => {
    const hostile = document.createElement("style");
    hostile.textContent = `button { display: none !important }
      * { font-size: 40px !important; position: static !important; color: red !important; opacity: 0 !important }
      sereno-consent-banner { transform: scale(3) !important; letter-spacing: 1em !important }`;
    document.head.append(hostile);
    const banner = await mount();
    const style = getComputedStyle(banner);
    expect([style.position, style.opacity, style.transform]).to.deep.equal(["fixed", "1", "none"]);
    const accept = getButton(banner, "Accept all");
    expect(getComputedStyle(accept)).to.include({
      display: "block",
      fontSize: "14px",
      letterSpacing: "normal",
    });
    hostile.remove();
  });

  it("comes back when the page swaps its body without asking", async () => {
    const banner = await mount();
    const body = document.body;
    const next = document.createElement("body");
    document.documentElement.replaceChild(next, body);
    await waitUntil(() => banner.isConnected, "attached again");
    expect(banner.hidden).to.equal(false);
    expect(next.firstElementChild).to.equal(banner);
    document.documentElement.replaceChild(body, next);
    await waitUntil(() => banner.parentElement === body, "attached again");
  });

  async function mount({ preview = false } = {}): Promise<ConsentBanner> {
    const banner = create();
    banner.preview = preview;
    document.body.prepend(banner);
    await waitUntil(() => banner.shadowRoot?.querySelector("button"), "shown");
    return banner;
  }

  async function mountHidden(): Promise<ConsentBanner> {
    const banner = create();
    document.body.append(banner);
    await nextFrame();
    return banner;
  }

  function create(): ConsentBanner {
    const banner = document.createElement("sereno-consent-banner");
    banner.consent = consent;
    return banner;
  }

  function getButton(banner: ConsentBanner, name: string): HTMLButtonElement {
    const buttons = [...(banner.shadowRoot?.querySelectorAll("button") ?? [])];
    const button = buttons.find(({ textContent }) => textContent === name);
    if (!button) throw new Error(`no button "${name}"`);
    return button;
  }
});
