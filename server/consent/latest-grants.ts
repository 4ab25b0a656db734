import { MINUTE_MS } from "../clock.ts";
import type { GrantId } from "../contract/index.ts";
import type { CookieConsent } from "./consent-cookie.ts";
import type { Decision } from "./decision.ts";

/** How old an answer may be that counts by itself, as where cookies are blocked. */
const FRESH_MS = 5 * MINUTE_MS;

/**
 * What the visitor allows once `decision` is recorded. Decisions that waited for the network arrive late, up to weeks:
 * an answer that the browser holds in its cookie and that was given after it counts instead, and where it holds none,
 * for example because the visitor has cleared it since, nothing is allowed.
 */
export function latestGrants(
  decision: Pick<Decision, "decidedAt" | "receivedAt" | "granted" | "policyVersion">,
  answer: CookieConsent | undefined,
  version: number,
): readonly GrantId[] {
  if (answer !== undefined && answer.decidedAt > decision.decidedAt) return answer.granted;
  if (answer === undefined && decision.receivedAt - decision.decidedAt > FRESH_MS) return [];
  return decision.policyVersion === version ? decision.granted : [];
}
