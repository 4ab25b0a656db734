import type { CorePolicy, PolicyResource } from "../../server/contract/consent.ts";
import type { OWN_LOCALES as OwnLocales, SiteTexts } from "../../server/contract/consent-texts.ts";
import { chooseLocale } from "../shared/choose-locale.ts";
import type { Consent } from "./consent-api.ts";

interface Locales {
  locales?: readonly string[];
}

/** A policy in these says nothing of its languages to every visitor's script. */
const OWN_LOCALES: typeof OwnLocales = ["en", "es", "pt", "fr", "de", "it", "ca", "ar"];

/** The banner does not wait longer for words of the site's own. */
const PATIENCE_MS = 1_000;

/** Languages of the policy as messages are named: `es` for `es-MX`. */
export function policyLanguages({ locales = OWN_LOCALES }: Locales): string[] {
  return locales.map(languageOf);
}

/** The language that the page's widgets speak: one of ours, or one that the site has its own words in. */
export function consentLanguage(policy: CorePolicy, element: Element): string {
  const others = policy.texts ? policyLanguages(policy) : [];
  return chooseLocale([...OWN_LOCALES, ...others], element).language;
}

/** Where the policy's texts and lists are, below the base, in the language of the page that is nearest to one of its own. */
export function policyFile(policy: CorePolicy, element: Element): string {
  return `assets/policy-${policy.hash}-${findLocale(policy, element)}.json`;
}

/** The site's own words, where it has them in the language that the page's widgets speak. */
export function textsIn({ locale, texts = {} }: PolicyResource, language: string): SiteTexts {
  return languageOf(locale) === language ? texts : {};
}

/** The same, when a question waits for them: none where the policy has none, or cannot be had in time. Never rejects. */
export async function loadSiteTexts(
  { policy, base }: Pick<Consent, "policy" | "base">,
  element: Element,
  language: string,
): Promise<SiteTexts> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(base + policyFile(policy, element), { signal });
    return textsIn(await response.json(), language);
  } catch {
    return {};
  }
}

function findLocale(policy: CorePolicy, element: Element): string {
  const { locales = OWN_LOCALES }: Locales = policy;
  const languages = policyLanguages(policy);
  const { tag, language } = chooseLocale([...OWN_LOCALES, ...languages], element);
  const wanted = [tag, language, chooseLocale(languages, element).language];
  const nearest = wanted.flatMap(
    (one) => locales.find((locale) => locale === one || languageOf(locale) === one) ?? [],
  );
  return nearest[0] ?? locales[0] ?? "en";
}

function languageOf(locale: string): string {
  return locale.replace(/-.*/, "");
}
