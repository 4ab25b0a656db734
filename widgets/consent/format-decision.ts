import type { Decision } from "./decision.ts";

/** `sereno_consent=v=1&p=3&id=…&t=1763806440000&g=functional+analytics.matomo` */
export function formatDecision({ id, at, policyVersion, granted }: Decision): string {
  return `sereno_consent=v=1&p=${policyVersion}&id=${id}&t=${at}&g=${granted.join("+")}`;
}
