import type { CategoryId, REPLACEABLE_TEXTS } from "../../contract/index.ts";

/** Everything that the server itself says about consent, in one language. */
export interface ConsentTexts {
  policy: PolicyTexts;
  page: ConsentPageTexts;
  receipt: ReceiptTexts;
}

/** Of the policy of a site that brings none, and of what Sereno stores on every site. */
export interface PolicyTexts {
  thisSite: string;
  categories: Record<CategoryId, { name: string; description: string }>;
  services: Record<"signIn" | "consent" | "administration" | "visits", { name: string; purpose: string }>;
  durations: Record<
    | "untilSignOut"
    | "untilRemoved"
    | "untilTabCloses"
    | "fourHundredDays"
    | "halfAYear"
    | "thirtyDays"
    | "anHour"
    | "tenMinutes",
    string
  >;
  /** What each cookie and storage key is for. */
  purposes: Record<
    | "session"
    | "csrf"
    | "hint"
    | "device"
    | "providerState"
    | "tabMessage"
    | "pendingLogout"
    | "endingSeen"
    | "decision"
    | "newReceipt"
    | "accepted"
    | "acceptedDate"
    | "notificationShown"
    | "receipt"
    | "queue"
    | "debugWidget",
    string
  >;
  protection: readonly [string, string, string, string, string];
}

/** Of the page for browsers without JavaScript. `{…}` is filled in. */
export type ConsentPageTexts = Record<(typeof REPLACEABLE_TEXTS)["page"][number], string>;

/** Of the page that shows a record to whoever has its secret. */
export type ReceiptTexts = Record<(typeof REPLACEABLE_TEXTS)["receipt"][number], string>;
