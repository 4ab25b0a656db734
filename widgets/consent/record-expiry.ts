import { randomUuid } from "../shared/random-uuid.ts";
import type { Consent } from "./consent-api.ts";
import type { Announce } from "./consent-events.ts";
import { findLastReceipt, rememberReceipt } from "./receipt.ts";
import { recordDecision } from "./record.ts";

/** As in `decision.ts`, which a chunk cannot share with the entry without costing every visitor another file. */
const DECISION_LIFE_MS = 180 * 864e5;

/**
 * Has the server note, once, that the last decision of this browser is over: known by its receipt, for the cookie
 * goes with it. The receipt stays, and its secret asks for this record too.
 */
export function recordExpiry(core: Pick<Consent, "base" | "clock" | "policy">, announce: Announce): void {
  const receipt = findLastReceipt();
  if (!receipt?.at || receipt.hasExpired || core.clock() < receipt.at + DECISION_LIFE_MS) return;
  rememberReceipt({ ...receipt, hasExpired: true });
  const decision = {
    id: randomUuid(),
    at: core.clock(),
    policyVersion: core.policy.version,
    granted: [],
  };
  void recordDecision(
    core,
    { decision, action: "expire", context: { source: "expiry" } },
    announce,
    receipt.secret,
  );
}
