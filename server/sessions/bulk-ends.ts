import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import type { Ending, SessionEnds } from "./session-ends.ts";
import type { SessionLists } from "./session-lists.service.ts";
import type { SessionFilter, SessionPlace } from "./session-search.ts";
import { endOf, type Session } from "./session.ts";
import { MOST_ENDS } from "./sessions.schema.ts";

interface BulkEndsOptions {
  lists: Pick<SessionLists, "find">;
  ends: Pick<SessionEnds, "end">;
  clock: Clock;
}

export interface BulkOutcome {
  ids: string[];
  /** Whether the call has stopped before the last one that matches. */
  more: boolean;
}

export type BulkEnds = ReturnType<typeof createBulkEnds>;

/** Sessions that one transaction ends: it holds the only connection of SQLite, and its write lock, for about 5 ms. */
const BATCH = 10;
/** Others get twice the time that a batch took, and this at least. */
const PAUSE_MS = 5;
/** What only looks writes nothing, and holds nobody up. */
const LOOK_BATCH = 500;

/** Ends many sessions without keeping others from writing. */
export function createBulkEnds({ lists, ends, clock }: BulkEndsOptions) {
  /** What is active and matches, at most so many; sessions that start meanwhile are left alone. `end` returns those that it ended. */
  async function eachBatch(
    filter: SessionFilter,
    most: number,
    size: number,
    end: (batch: Session[]) => Promise<readonly Session[]>,
  ): Promise<BulkOutcome> {
    if (filter.state === "ended") return { ids: [], more: false };
    const to = Math.min(filter.to ?? Infinity, clock() + 1);
    const request = { ...filter, to, state: "active", sort: "startedAt", order: "asc" } as const;
    const ids: string[] = [];
    for (let after: SessionPlace | undefined; ;) {
      const limit = Math.min(size, most - ids.length);
      const page = await lists.find({ ...request, limit, ...(after && { after }) });
      const active = page.items.filter((session) => endOf(session, clock()) === undefined);
      ids.push(...(await end(active)).map(({ id }) => id));
      if (page.next === undefined) return { ids, more: false };
      if (ids.length >= most) return { ids, more: true };
      after = page.next;
    }
  }

  async function endBatch(batch: Session[], ending: Ending): Promise<readonly Session[]> {
    const startedAt = performance.now();
    const ended = await ends.end(batch, ending);
    await pause(Math.max(PAUSE_MS, 2 * (performance.now() - startedAt)));
    return ended;
  }

  return {
    endMatching: (filter: SessionFilter, ending: Ending, most = MOST_ENDS) =>
      eachBatch(filter, most, BATCH, (batch) => endBatch(batch, ending)),

    /** What `endMatching` would end. */
    findMatching: (filter: SessionFilter, most = MOST_ENDS) =>
      eachBatch(filter, most, LOOK_BATCH, async (batch) => batch),
  };
}
