import { findScriptTag } from "./script-tag.ts";

export interface LocaleChoice {
  /** Key of the messages: `es`. */
  language: string;
  /** BCP 47 tag for `Intl`: `es-MX` where the page says so. */
  tag: string;
  direction: "ltr" | "rtl";
}

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
  return ENGLISH;
}

/** What everything is written in. */
export const ENGLISH: LocaleChoice = describe("en", "en");

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
