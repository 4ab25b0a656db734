import type { REPLACEABLE_TEXTS } from "../../server/contract/consent-texts.ts";

/** Texts of the consent banner. All may be in the site's own words. */
export type BannerMessages = Record<(typeof REPLACEABLE_TEXTS)["banner"][number], string>;

export const english: BannerMessages = {
  title: "Cookies on this site",
  text: "Some keep you signed in and are always on. Others help us see which pages are useful. You decide, and you can change your mind at any time.",
  accept: "Accept all",
  reject: "Reject all",
  choose: "Choose…",
  privacyControl:
    "Your browser sends a Global Privacy Control signal: marketing stays off unless you choose it yourself.",
  preview: "This is a preview. Nothing is stored.",
  policyChanged:
    "The cookie policy has changed since your last answer, so we ask again. What you refused stays refused until you answer.",
  failed: "Your answer could not be saved. Check your connection and try again.",
};
