import type { Decision } from "./decision.ts";

/** The contract's `CONSENT_COOKIE` and its exact form: what is corrupt grants nothing. */
const DECISION = /\bsereno_consent=v=1&p=(\d+)&id=([\w-]+)&t=(\d+)&g=([\w.+-]*)(?=;|$)/g;

/** Of a match: the whole, policy version, id, time, grants. */
type Groups = [string, string, string, string, string];

/** All whole decisions in a cookie header: the name may stand several times, for other paths or domains. */
export function parseDecisions(cookies: string): Decision[] {
  const matches = [...cookies.matchAll(DECISION)] as unknown as Groups[];
  return matches.map(([, policyVersion, id, at, granted]) => ({
    id,
    at: +at,
    policyVersion: +policyVersion,
    granted: granted ? granted.split("+") : [],
  }));
}
