/** Texts of the consent banner. */
export interface BannerMessages {
  title: string;
  text: string;
  accept: string;
  reject: string;
  choose: string;
  /** When the browser sends a Global Privacy Control signal. */
  privacyControl: string;
  preview: string;
  /** The last answer was given to an earlier version of the policy. */
  policyChanged: string;
  /** The answer could not be stored. */
  failed: string;
}

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
