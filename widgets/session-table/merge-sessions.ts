import type { Page, SessionResource } from "../../server/contract/index.ts";
import type { SessionFilters } from "./filters.ts";
import { isActive } from "./session-rules.ts";

type SortedBy = Pick<SessionFilters, "sort" | "order">;

export interface MergedSessions {
  /** The shown rows in their order, brought up to date. */
  rows: SessionResource[];
  /** Sessions that belong above the shown ones; they wait for the person to ask for them. */
  fresh: SessionResource[];
  /** Shown as active, but no longer among the active ones of the server. */
  missing: SessionResource[];
}

/**
 * Brings shown rows up to date with a newer first page of the same list without moving any. What the page
 * holds below the last shown row belongs to "show more" and is left out.
 */
export function mergeSessions(
  shown: readonly SessionResource[],
  page: Page<SessionResource>,
  sort: SortedBy = { sort: "startedAt", order: "desc" },
): MergedSessions {
  const answered = new Map(page.items.map((session) => [session.id, session]));
  const known = new Set(shown.map(({ id }) => id));
  const lastKnown = page.items.findLastIndex((session) => known.has(session.id) && !session.current);
  const above = lastKnown < 0 ? page.items : page.items.slice(0, lastKnown);
  return {
    rows: shown.map((session) => update(session, answered.get(session.id))),
    fresh: above.filter(({ id }) => !known.has(id)),
    missing: shown.filter(
      (session) => isActive(session) && !answered.has(session.id) && covers(page, session, sort),
    ),
  };
}

/** An ended session stays ended: an answer that was on its way when it ended must not revive it. */
function update(shown: SessionResource, answered: SessionResource | undefined): SessionResource {
  if (!answered || (isActive(answered) && !isActive(shown))) return shown;
  return answered;
}

/**
 * Whether the page would hold the session, had it not left the list. By name nobody here can say: databases
 * compare names in their own ways.
 */
function covers(page: Page<SessionResource>, session: SessionResource, { sort, order }: SortedBy): boolean {
  const last = page.items.at(-1);
  if (page.nextCursor === null || !last) return true;
  if (sort === "user") return false;
  const ahead = Date.parse(session[sort]) - Date.parse(last[sort]);
  return order === "desc" ? ahead > 0 : ahead < 0;
}
