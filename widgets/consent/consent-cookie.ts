import type { Decision } from "./decision.ts";

/** The contract's `CONSENT_COOKIE` and its exact form: what is corrupt grants nothing. */
const DECISION = /(?:^|; )sereno_consent=v=1&p=(\d+)&id=([\da-f-]{36})&t=(\d{13})&g=([\w.+-]*)(?=;|$)/g;

/** All whole decisions in a cookie header: the name may stand several times, for other paths or domains. */
export function parseDecisions(cookies: string): Decision[] {
  return [...cookies.matchAll(DECISION)].map(([, policyVersion = "", id = "", at = "", granted = ""]) => ({
    id,
    at: +at,
    policyVersion: +policyVersion,
    granted: granted ? granted.split("+") : [],
  }));
}

/** `document.cookie`, empty where the page may not read it. */
export function readCookies(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}
