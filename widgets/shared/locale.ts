import type { ReactiveController, ReactiveControllerHost } from "lit";
import { findScriptTag } from "./script-tag.ts";

export interface LocaleChoice {
  /** Key of the messages: `es`. */
  language: string;
  /** BCP 47 tag for `Intl`: `es-MX` where the page says so. */
  tag: string;
  direction: "ltr" | "rtl";
}

export type MessageLoaders<Messages> = Readonly<Record<string, () => Promise<Messages>>>;

const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

/**
 * The first wanted language that there are texts for, English otherwise. Wanted are, in this order:
 * `data-lang` of the script tag, the `lang` nearest to the element, the browser's languages.
 */
export function chooseLocale(available: readonly string[], element?: Element): LocaleChoice {
  const lang = (element?.closest("[lang]") ?? document.documentElement).getAttribute("lang");
  const wanted = [findScriptTag()?.dataset["lang"], lang, ...navigator.languages];
  for (const tag of wanted) {
    const language = tag && available.find((one) => matches(tag, one));
    if (language) return describe(language, tag);
  }
  return describe("en", "en");
}

/**
 * Texts of a Lit element: English at once, another language as soon as its chunk is here. A chunk that
 * cannot be loaded leaves English; a text that a language lacks is English too.
 */
export class Localized<Messages extends object> implements ReactiveController {
  text: Messages;
  choice: LocaleChoice = describe("en", "en");

  readonly #host: ReactiveControllerHost & Element;
  readonly #english: Messages;
  readonly #loaders: MessageLoaders<Messages>;

  constructor(
    host: ReactiveControllerHost & Element,
    english: Messages,
    loaders: MessageLoaders<Messages> = {},
  ) {
    this.#host = host;
    this.#english = this.text = english;
    this.#loaders = loaders;
    host.addController(this);
  }

  /** BCP 47 tag for `Intl`, always in the language of the texts. */
  get locale(): string {
    return this.choice.tag;
  }

  hostConnected(): void {
    const choice = chooseLocale(["en", ...Object.keys(this.#loaders)], this.#host);
    void this.#load(choice);
  }

  async #load(choice: LocaleChoice): Promise<void> {
    try {
      this.text = { ...this.#english, ...(await this.#loaders[choice.language]?.()) };
      this.choice = choice;
      this.#host.requestUpdate();
    } catch (error) {
      console.warn(`sereno: texts in "${choice.language}" could not be loaded`, error);
    }
  }
}

// Creating an Intl formatter costs about 50 µs, a table draws hundreds: one for each locale and options.
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>();

export function numberFormat(locale: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached(`n${locale}${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

export function dateTimeFormat(locale: string, options?: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(`d${locale}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

export function pluralRules(locale: string): Intl.PluralRules {
  return cached(`p${locale}`, () => new Intl.PluralRules(locale));
}

function matches(tag: string, language: string): boolean {
  return tag.toLowerCase().split(/[-_]/)[0] === language;
}

function describe(language: string, tag: string): LocaleChoice {
  return { language, tag: canonical(tag, language), direction: RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr" };
}

/** A page may say `lang="es_ES"`, which `Intl` would throw on. */
function canonical(tag: string, language: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? language;
  } catch {
    return language;
  }
}

function cached<Formatter extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>(
  key: string,
  create: () => Formatter,
): Formatter {
  let formatter = formatters.get(key);
  if (!formatter) formatters.set(key, (formatter = create()));
  return formatter as Formatter;
}
