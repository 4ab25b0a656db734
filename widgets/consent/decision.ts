import type { GrantId } from "../../server/contract/consent.ts";

/** One answer of one visitor, as the consent cookie holds it. */
export interface Decision {
  /** UUID made by the client. */
  id: string;
  /** Epoch ms. */
  at: number;
  policyVersion: number;
  granted: readonly GrantId[];
}

/** Yes and no live equally long: 180 days. */
export const DECISION_LIFE_MS = 180 * 864e5;

/** How far another clock may run ahead before its decision is taken for forged or broken. */
const CLOCK_SKEW_MS = 3e5;

/** Whether a decision answers what the policy asks, at a time in epoch ms. */
export function isCurrent(decision: Decision, policyVersion: number, now: number): boolean {
  return (
    decision.policyVersion === policyVersion &&
    decision.at <= now + CLOCK_SKEW_MS &&
    now < decision.at + DECISION_LIFE_MS
  );
}

/**
 * Sorts the decision first that is in force: the later one; in the same millisecond the stricter, and of two
 * equally strict the one with the smaller id, so that all tabs agree.
 */
export function byPrecedence(a: Decision, b: Decision): number {
  return b.at - a.at || a.granted.length - b.granted.length || (a.id < b.id ? -1 : 1);
}
