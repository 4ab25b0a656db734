import type { SessionResource } from "../../server/contract/index.ts";
import { isEndable } from "./session-rules.ts";

/** Ids of the chosen rows: a value, never changed in place. */
export type RowSelection = ReadonlySet<string>;

export const NO_SELECTION: RowSelection = new Set();

export function toggleRow(selection: RowSelection, id: string): RowSelection {
  return selection.has(id)
    ? new Set([...selection].filter((one) => one !== id))
    : new Set([...selection, id]);
}

/** All that can be ended; none when those are chosen already. */
export function toggleAll(rows: readonly SessionResource[], selection: RowSelection): RowSelection {
  const endable = rows.filter(isEndable).map(({ id }) => id);
  return endable.every((id) => selection.has(id)) ? NO_SELECTION : new Set(endable);
}

/** The chosen rows that can still be ended: what ended meanwhile is chosen no more. */
export function findSelected(rows: readonly SessionResource[], selection: RowSelection): SessionResource[] {
  return rows.filter((session) => selection.has(session.id) && isEndable(session));
}
