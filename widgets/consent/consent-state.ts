import type { CorePolicy, GrantId } from "../../server/contract/consent.ts";
import { byPrecedence, type Decision, isCurrent } from "./decision.ts";
import { allowedIds } from "./grants.ts";

export interface ConsentState {
  /** The answer in force. */
  decision?: Decision | undefined;
  /** False when the browser refused to store the answer: it then lives as long as the page. */
  persisted: boolean;
}

/**
 * What there is to decide upon: what the cookie holds now, and what the visitor answered here or another tab told.
 * Not an object: its names would cost every visitor some twenty bytes.
 */
type KnownDecisions = readonly [stored: readonly Decision[], told: readonly Decision[]];

export interface Transition {
  state: ConsentState;
  /** Ids that became allowed. */
  granted: GrantId[];
  /** Ids that ceased to be allowed. */
  revoked: GrantId[];
  /** Whether another answer is in force than before, or none any more. */
  changed: boolean;
}

/** Before anything is known nothing is allowed. */
export const UNDECIDED: ConsentState = { persisted: true };

/**
 * The next state of consent: of all decisions that are current, the latest is in force. What could not be
 * stored is known only here, so an empty store does not contradict it. Pure; `now` in epoch ms.
 */
export function nextConsent(
  state: ConsentState,
  [stored, told]: KnownDecisions,
  policy: CorePolicy,
  now: number,
): Transition {
  const unstored = state.decision && !state.persisted ? [state.decision] : [];
  const decision = [...stored, ...told, ...unstored]
    .filter((one) => isCurrent(one, policy.version, now))
    .sort(byPrecedence)[0];
  const allowed = allowedIds(decision, policy);
  const before = allowedIds(state.decision, policy);
  return {
    state: { decision, persisted: !decision || stored.some(({ id }) => id === decision.id) },
    granted: without(allowed, before),
    revoked: without(before, allowed),
    changed: decision?.id !== state.decision?.id,
  };
}

function without(ids: readonly GrantId[], others: readonly GrantId[]): GrantId[] {
  return ids.filter((id) => !others.includes(id));
}
