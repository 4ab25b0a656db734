import type { Sereno } from "../shared/sereno-global.ts";

/** What the widget reads of `window.sereno.consent`. */
export type PageConsent = Pick<Sereno["consent"], "get" | "has" | "policy">;

export type ConsentSnapshot = ReturnType<PageConsent["get"]>;

/** The page's consent; undefined on a page that only imported the element. */
export function findPageConsent(): PageConsent | undefined {
  return window.sereno?.consent;
}

/** Whether the page can show the consent banner without storing anything. */
export function canPreviewBanner(): boolean {
  return typeof window.showCookieNotificationTest === "function";
}
