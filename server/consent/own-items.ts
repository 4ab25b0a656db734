import type { CookieConfig } from "../http/cookies.ts";
import { CONSENT_COOKIE, CSRF_COOKIE, DEVICE_COOKIE, HINT_COOKIE } from "../contract/index.ts";
import type { PolicyDocument } from "./policy.schema.ts";
import type { PolicyTexts } from "./texts/consent-texts.ts";
import { inEveryLanguage } from "./texts/own-texts.ts";

type Item = PolicyDocument["categories"][number]["services"][number]["items"][number];
type Duration = keyof PolicyTexts["durations"];
type Purpose = keyof PolicyTexts["purposes"];

/** What Sereno itself keeps in the browser for a signed-in visitor, and for one who signs in with a provider. */
export function signInItems(config: Pick<CookieConfig, "name">, stateCookies: readonly string[]): Item[] {
  return [
    { ...cookie(config.name, "untilSignOut", "session"), httpOnly: true },
    cookie(CSRF_COOKIE, "untilSignOut", "csrf"),
    cookie(HINT_COOKIE, "untilSignOut", "hint"),
    { ...cookie(DEVICE_COOKIE, "fourHundredDays", "device"), httpOnly: true },
    ...stateCookies.map((name) => ({ ...cookie(name, "tenMinutes", "providerState"), httpOnly: true })),
    stored("localStorage", "sereno_tab_message", "tabMessage"),
    stored("localStorage", "sereno_pending_logout", "pendingLogout"),
    stored("localStorage", "sereno_ending_seen", "endingSeen"),
  ];
}

/** What remembers the visitor's answer about cookies. */
export function consentItems(): Item[] {
  return [
    cookie(CONSENT_COOKIE, "halfAYear", "decision"),
    { ...cookie("sereno_new_receipt", "anHour", "newReceipt"), httpOnly: true },
    stored("localStorage", "cookies_accepted", "accepted"),
    stored("localStorage", "cookies_accepted_date", "acceptedDate"),
    stored("sessionStorage", "cookies_notification_shown", "notificationShown", "untilTabCloses"),
    stored("localStorage", "sereno_receipt", "receipt"),
    stored("localStorage", "sereno_queue", "queue", "thirtyDays"),
  ];
}

/** What the tool for administrators keeps in their browsers. */
export function administrationItems(): Item[] {
  return [stored("localStorage", "sereno_debug_widget", "debugWidget")];
}

function cookie(name: string, duration: Duration, purpose: Purpose): Item {
  return { ...item(name, duration, purpose), kind: "cookie", httpOnly: false };
}

function stored(
  kind: "localStorage" | "sessionStorage",
  name: string,
  purpose: Purpose,
  duration: Duration = "untilRemoved",
): Item {
  return { ...item(name, duration, purpose), kind };
}

function item(name: string, duration: Duration, purpose: Purpose): Omit<Item, "kind"> {
  return {
    name,
    purpose: inEveryLanguage(({ purposes }) => purposes[purpose]),
    duration: inEveryLanguage(({ durations }) => durations[duration]),
    provider: inEveryLanguage(({ thisSite }) => thisSite),
  };
}
