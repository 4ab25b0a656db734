import type { DecisionResource } from "../contract/index.ts";
import type { RecordedDecision } from "./decision.ts";

/** A decision for the wire. */
export function presentDecision(decision: RecordedDecision): DecisionResource {
  return {
    id: decision.id,
    action: decision.action,
    granted: [...decision.granted],
    policyVersion: decision.policyVersion,
    policyHash: decision.policyHash,
    decidedAt: new Date(decision.decidedAt).toISOString(),
    receivedAt: new Date(decision.receivedAt).toISOString(),
    locale: decision.locale,
    layout: decision.layout,
    source: decision.source,
    hash: decision.hash,
    previousHash: decision.previousHash,
  };
}
