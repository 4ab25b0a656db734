import type { ConsentAction, EndReason } from "../contract/index.ts";

/** What happened in a stretch of time. */
export interface Tally {
  started: number;
  ends: Partial<Record<EndReason, number>>;
  /** How long the sessions that ended had lasted, ms in all. */
  endedMs: number;
  logins: { succeeded?: number; failed?: number; throttled?: number };
  consents: Partial<Record<ConsentAction, number>>;
}

export function emptyTally(): Tally {
  return { started: 0, ends: {}, endedMs: 0, logins: {}, consents: {} };
}

/** Adds `more` to `tally`. */
export function addTally(tally: Tally, more: Tally): void {
  tally.started += more.started;
  tally.endedMs += more.endedMs;
  addCounts(tally.ends, more.ends);
  addCounts(tally.logins, more.logins);
  addCounts(tally.consents, more.consents);
}

/** The sum of counts by name. */
export function totalOf(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function addCounts(counts: Partial<Record<string, number>>, more: Partial<Record<string, number>>): void {
  for (const [name, count = 0] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
}
