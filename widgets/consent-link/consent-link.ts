import type { Consent } from "../consent/consent-api.ts";
import { chooseLocale } from "../shared/choose-locale.ts";
import type {} from "../shared/sereno-global.ts";
import { pageBase } from "./page-base.ts";

const TEXTS: Record<string, string> = {
  en: "Cookie settings",
  es: "Preferencias de cookies",
  pt: "Definições de cookies",
  fr: "Paramètres des cookies",
  de: "Cookie-Einstellungen",
  it: "Impostazioni dei cookie",
  ca: "Preferències de galetes",
  ar: "إعدادات ملفات الارتباط",
};

/**
 * Opens the preferences. Holds an ordinary link in the page's own style, which leads to the page for browsers
 * without JavaScript and is what is followed when the preferences cannot be loaded.
 *
 * @summary The way to change one's mind, from any page.
 * @tag sereno-consent-link
 * @slot - A link to `<base>/consent`; made when there is none, from the element's text.
 */
export class ConsentLink extends HTMLElement {
  /** The page's own, `window.sereno.consent`, unless another is given. */
  consent: Consent | undefined = window.sereno?.consent;

  connectedCallback(): void {
    const link = this.querySelector("a") ?? this.#createLink();
    link.setAttribute("aria-haspopup", "dialog");
    this.addEventListener("click", this.#onClick);
  }

  disconnectedCallback(): void {
    this.removeEventListener("click", this.#onClick);
  }

  #createLink(): HTMLAnchorElement {
    const link = document.createElement("a");
    const text = this.textContent.trim();
    link.href = `${this.consent?.base ?? pageBase()}consent`;
    const { language } = chooseLocale(Object.keys(TEXTS), this);
    link.textContent = text || (TEXTS[language] ?? "");
    this.replaceChildren(link);
    if (!text && this.consent?.policy.texts) void this.#useSiteTexts(link, this.consent);
    return link;
  }

  /** Words of the site's own, when they are here. */
  async #useSiteTexts(link: HTMLAnchorElement, consent: Consent): Promise<void> {
    try {
      const { loadSiteTexts, policyLanguages } = await import("../consent/site-texts.ts");
      const languages = [...Object.keys(TEXTS), ...policyLanguages(consent.policy)];
      const texts = await loadSiteTexts(consent, this, chooseLocale(languages, this).language);
      link.textContent = texts.link?.["text"] ?? link.textContent;
    } catch (error) {
      console.warn(error);
    }
  }

  readonly #onClick = (event: MouseEvent): void => {
    const { consent } = this;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const link = (event.target as Element).closest("a");
    if (!consent || !link || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    consent.open().catch(() => location.assign(link.href));
  };
}
