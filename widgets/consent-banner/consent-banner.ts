import type { SiteTexts } from "../../server/contract/consent-texts.ts";
import type { Consent } from "../consent/consent-api.ts";
import type { AnswerContext } from "../consent/consent-snapshot.ts";
import { findEarlierVersion } from "../consent/earlier-version.ts";
import { hasGlobalPrivacyControl } from "../consent/global-privacy-control.ts";
import { chooseLocale, ENGLISH } from "../shared/choose-locale.ts";
import type {} from "../shared/sereno-global.ts";
import { bannerContent } from "./banner-content.ts";
import { bannerStyles } from "./consent-banner.styles.ts";
import { type BannerMessages, english } from "./messages.ts";

const LANGUAGES: Record<string, () => Promise<BannerMessages>> = {
  en: async () => english,
  es: async () => (await import("./messages.es.ts")).spanish,
  pt: async () => (await import("./messages.pt.ts")).portuguese,
  fr: async () => (await import("./messages.fr.ts")).french,
  de: async () => (await import("./messages.de.ts")).german,
  it: async () => (await import("./messages.it.ts")).italian,
  ca: async () => (await import("./messages.ca.ts")).catalan,
  ar: async () => (await import("./messages.ar.ts")).arabic,
};

/** Documented for page scripts; taken away by an answer. */
const SHOWN_KEY = "cookies_notification_shown";

/**
 * The question: accept, reject, choose. A region beside the page, not in its way: no focus is taken, nothing
 * is locked, and neither Esc nor scrolling nor leaving is an answer. Without Lit, because every first-time
 * visitor loads it.
 *
 * @summary Consent banner; shows itself when there is no answer yet.
 * @tag sereno-consent-banner
 * @attr {boolean} preview - Shows the banner without storing anything.
 */
export class ConsentBanner extends HTMLElement {
  static readonly observedAttributes = ["preview"];

  /** The page's own, `window.sereno.consent`, unless another is given. */
  consent: Consent | undefined = window.sereno?.consent;

  readonly #root = this.attachShadow({ mode: "open" });
  #stopListening: (() => void) | undefined;
  #locale = ENGLISH;
  #siteTexts: SiteTexts | undefined;
  /** Whether the question is put for real; a preview may lie over it. */
  #isAsking = false;
  #isInBody = false;
  /** Goes up when the question is taken away, so that a `show` that still waits for its texts knows. */
  #hides = 0;
  /** The page's own padding while ours is in its place. */
  #pagePadding: string | undefined;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(bannerStyles);
    this.#root.adoptedStyleSheets = [sheet];
  }

  get preview(): boolean {
    return this.hasAttribute("preview");
  }

  set preview(preview: boolean) {
    this.toggleAttribute("preview", preview);
  }

  connectedCallback(): void {
    this.#isInBody = this.parentElement === document.body;
    this.#stopListening = this.consent?.onChange(() => this.preview || this.hide());
    if (this.preview || this.#isAsking || this.#shouldAsk()) void this.show();
    else this.hide();
  }

  disconnectedCallback(): void {
    this.#stopListening?.();
    // A page that swaps its body (Turbo, htmx) has not answered.
    if (!this.#isAsking || !this.#isInBody) return;
    queueMicrotask(() => this.isConnected || document.body.prepend(this));
  }

  /** What was shown to try it answers no question: it goes, by whoever ends it, or makes way for the question. */
  attributeChangedCallback(): void {
    if (!this.isConnected) return;
    if (this.preview || this.#isAsking) void this.show();
    else this.hide();
  }

  /** Puts the question, in the language of the page. */
  async show(): Promise<void> {
    const hides = this.#hides;
    const text = await this.#loadTexts();
    if (hides !== this.#hides) return;
    this.#isAsking ||= !this.preview;
    this.#render(text);
    this.hidden = false;
    // What takes the focus scrolls into sight above the banner, not behind it. Its height waits for the next frame:
    // laid out here, it would make one long task of two short ones.
    requestAnimationFrame(() => {
      if (hides !== this.#hides) return;
      const { style } = document.documentElement;
      this.#pagePadding ??= style.scrollPaddingBlockEnd;
      style.scrollPaddingBlockEnd = `${this.offsetHeight}px`;
    });
    if (this.preview) return;
    noteShown();
    this.consent?.catchUp();
  }

  /** Takes the question away; that is not an answer. */
  hide(): void {
    this.#hides++;
    if (this.#pagePadding !== undefined) {
      document.documentElement.style.scrollPaddingBlockEnd = this.#pagePadding;
      this.#pagePadding = undefined;
    }
    this.#isAsking = false;
    this.hidden = true;
    this.#root.replaceChildren();
  }

  /** Shows the choices in full. Rejects when their chunk cannot be loaded. */
  async openPreferences(): Promise<void> {
    if (!this.preview) return this.consent?.open();
    const preferences = document.createElement("sereno-consent-preferences");
    preferences.toggleAttribute("preview", true);
    preferences.toggleAttribute("open", true);
    document.body.append(preferences);
  }

  /** Nobody answered, and it was not yet asked in this browser session, unless the site wants it on every page. */
  #shouldAsk(): boolean {
    const { consent } = this;
    return !!consent && !consent.get().decided && (consent.policy.reshow === "page" || !wasShown());
  }

  /** In the language of the page; a chunk that cannot be loaded leaves English. */
  async #loadTexts(): Promise<BannerMessages> {
    const { consent } = this;
    // Only for a policy that says something in the site's own words.
    const site = consent?.policy.texts && (await import("../consent/site-texts.ts").catch(() => undefined));
    const others = site && consent ? site.policyLanguages(consent.policy) : [];
    const locale = chooseLocale([...Object.keys(LANGUAGES), ...others], this);
    const { language } = locale;
    const [text, own] = await Promise.all([
      (LANGUAGES[language] ?? LANGUAGES["en"])?.().catch(() => undefined),
      site && consent ? site.loadSiteTexts(consent, this, language) : undefined,
    ]);
    this.#locale = text ? locale : ENGLISH;
    this.#siteTexts = own;
    return { ...(text ?? english), ...own?.banner };
  }

  #render(text: BannerMessages): void {
    const answer = (give: (consent: Consent, context: AnswerContext) => Promise<void>) => () =>
      void this.#answer(text, give);
    const { consent } = this;
    const since = this.#isAsking ? findEarlierVersion(consent?.policy.version) : undefined;
    this.#root.replaceChildren(
      bannerContent({
        text,
        locale: this.#locale,
        isPreview: this.preview,
        hasPrivacyControl: hasGlobalPrivacyControl(),
        hasPolicyChanged: !!since,
        onAccept: answer((consent, context) => consent.acceptAll(context)),
        onReject: answer((consent, context) => consent.rejectAll(context)),
        onChoose: () => void this.openPreferences().catch(() => this.#fail(text)),
      }),
    );
    if (consent && since) this.#tellChanges(consent, since).catch(console.warn);
  }

  async #tellChanges({ base }: Consent, since: number): Promise<void> {
    const { tellChanges } = await import("../consent/policy-changes.ts");
    const list = this.#root.querySelector("ul");
    const { language } = this.#locale;
    if (list) await tellChanges(list, { base, since, language, texts: this.#siteTexts?.changes });
  }

  async #answer(
    text: BannerMessages,
    give: (consent: Consent, context: AnswerContext) => Promise<void>,
  ): Promise<void> {
    if (this.preview) return void (this.preview = false);
    const { consent } = this;
    if (!consent) return;
    await give(consent, { source: "banner", layout: "banner", locale: this.#locale.tag });
    if (!consent.get().decided) this.#fail(text);
  }

  #fail(text: BannerMessages): void {
    const alert = this.#root.querySelector("[role=alert]");
    if (alert) alert.textContent = text.failed;
  }
}

/** No where storage is blocked. */
function wasShown(): boolean {
  try {
    return SHOWN_KEY in sessionStorage;
  } catch {
    return false;
  }
}

function noteShown(): void {
  try {
    sessionStorage.setItem(SHOWN_KEY, "true");
  } catch {
    // Blocked: the next page asks again.
  }
}
