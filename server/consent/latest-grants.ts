import type { GrantId } from "../contract/index.ts";
import type { CookieConsent } from "./consent-cookie.ts";
import type { Decision } from "./decision.ts";

/**
 * What the visitor allows once `decision` is recorded. Decisions that waited for the network arrive late: an
 * answer that the browser holds in its cookie and that was given after it counts instead.
 */
export function latestGrants(
  decision: Pick<Decision, "decidedAt" | "granted" | "policyVersion">,
  answer: CookieConsent | undefined,
  version: number,
): readonly GrantId[] {
  if (answer !== undefined && answer.decidedAt > decision.decidedAt) return answer.granted;
  return decision.policyVersion === version ? decision.granted : [];
}
