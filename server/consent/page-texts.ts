import type { PolicyResource } from "../contract/index.ts";
import type { ConsentPageTexts, ReceiptTexts } from "./texts/consent-texts.ts";
import { ownTexts } from "./texts/own-texts.ts";

/** Of the consent page, in the language of the policy that it shows; the site's own words where it has any. */
export function consentPageTexts({ locale, texts }: PolicyResource): ConsentPageTexts {
  return { ...ownTexts(locale).page, ...texts?.page };
}

/** Of the receipt page, likewise. */
export function receiptTexts({ locale, texts }: PolicyResource): ReceiptTexts {
  return { ...ownTexts(locale).receipt, ...texts?.receipt };
}
