import type { Consent } from "../consent/consent-api.ts";
import { chooseLocale } from "../shared/choose-locale.ts";
import type {} from "../shared/sereno-global.ts";

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
  /** The page's own, unless a test gives one. */
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
    link.href = `${this.consent?.base ?? "/sereno/"}consent`;
    link.textContent = text || (TEXTS[chooseLocale(Object.keys(TEXTS), this).language] ?? "");
    this.replaceChildren(link);
    return link;
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
