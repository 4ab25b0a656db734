import type { ConsentAction, ConsentSource, GrantId } from "../contract/index.ts";

/** A recorded answer. Times are epoch ms. */
export interface Decision {
  readonly id: string;
  readonly action: ConsentAction;
  /** The shortest list with its meaning under the policy. */
  readonly granted: readonly GrantId[];
  readonly policyVersion: number;
  readonly policyHash: string;
  /** What the client claims. */
  readonly decidedAt: number;
  readonly receivedAt: number;
  readonly locale: string;
  /** What was shown. */
  readonly layout: string;
  readonly source: ConsentSource;
  /** SHA-256 of the receipt secret, hex. */
  readonly secretHash: string;
}

/** A decision with its place in the chain. */
export interface RecordedDecision extends Decision {
  readonly seq: number;
  readonly hash: string;
  readonly previousHash: string | null;
}

/** What a repeat must say again; when it arrives does not matter, nor whether the policy was reworded since. */
const IDENTITY = [
  "id",
  "action",
  "policyVersion",
  "decidedAt",
  "locale",
  "layout",
  "source",
  "secretHash",
] as const satisfies (keyof Decision)[];

/** Whether two say the same. */
export function isSameDecision(one: Decision, other: Decision): boolean {
  return (
    IDENTITY.every((field) => one[field] === other[field]) &&
    one.granted.join(" ") === other.granted.join(" ")
  );
}
