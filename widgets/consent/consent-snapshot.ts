import type { ConsentSource, GrantId } from "../../server/contract/consent.ts";

/** Where and how an answer was given; kept with its record. */
export interface AnswerContext {
  source?: ConsentSource;
  layout?: string;
  locale?: string;
}

/** What the visitor answered, for page scripts. */
export interface ConsentSnapshot {
  decided: boolean;
  granted: readonly GrantId[];
  id: string | null;
  /** ISO 8601. */
  decidedAt: string | null;
  policyVersion: number;
  persisted: boolean;
}
