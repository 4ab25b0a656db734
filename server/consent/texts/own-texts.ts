import type { OWN_LOCALES as OwnLocales } from "../../contract/index.ts";
import type { Text } from "../text.schema.ts";
import { arabic } from "./arabic.ts";
import { catalan } from "./catalan.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { italian } from "./italian.ts";
import { portuguese } from "./portuguese.ts";
import { spanish } from "./spanish.ts";
import type { ConsentTexts, PolicyTexts } from "./consent-texts.ts";

type OwnLocale = (typeof OwnLocales)[number];

/** What Sereno says about consent, by language. */
const OWN_TEXTS: Record<OwnLocale, ConsentTexts> = {
  en: english,
  es: spanish,
  pt: portuguese,
  fr: french,
  de: german,
  it: italian,
  ca: catalan,
  ar: arabic,
};

/** In the language of a locale (`es` for `es-MX`), in English where it is none of ours. */
export function ownTexts(locale: string): ConsentTexts {
  const language = locale.split("-")[0];
  return Object.entries(OWN_TEXTS).find(([one]) => one === language)?.[1] ?? english;
}

/** One text of the policy in all our languages. */
export function inEveryLanguage(find: (texts: PolicyTexts) => string): Text {
  return Object.fromEntries(Object.entries(OWN_TEXTS).map(([locale, { policy }]) => [locale, find(policy)]));
}
