import type { Knex } from "knex";
import type { Clock } from "../clock.ts";
import type { ActivityTracker } from "./activity-tracker.ts";
import type { Session } from "./session.ts";
import type { SessionPlace, SessionSearch } from "./session-search.ts";
import type { SessionListStore } from "./session-lists.store.ts";
import type { SessionStore } from "./sessions.store.ts";

/** A page of sessions; `next` is where the one after it begins. */
export interface SessionPage {
  items: Session[];
  next: SessionPlace | undefined;
}

export interface CountedSessionPage extends SessionPage {
  total: number;
  totalIsCapped?: true;
}

interface SessionListsOptions {
  store: SessionListStore;
  sessions: SessionStore;
  tracker: ActivityTracker;
  clock: Clock;
}

export type SessionRequest = Omit<SessionSearch, "now">;
export type SessionLists = ReturnType<typeof createSessionLists>;

const TOTAL_CAP = 10_000;

/** Lists of sessions as they stand now, gathered activity included. */
export function createSessionLists({ store, sessions, tracker, clock }: SessionListsOptions) {
  async function find(request: SessionRequest, reader?: Knex): Promise<SessionPage> {
    const { ids, next } = await store.find(toSearch(request, clock()), reader);
    const found = new Map((await sessions.findByIds(ids, reader)).map((session) => [session.id, session]));
    const items = ids.flatMap((id) => found.get(id) ?? []);
    return { items: items.map((session) => tracker.apply(session)), next };
  }

  return {
    find,

    /** A page with the total, counted no further than 10,000. */
    async list(request: SessionRequest): Promise<CountedSessionPage> {
      const page = await find(request);
      const { total, isCapped } = await store.count(toSearch(request, clock()), TOTAL_CAP);
      return { ...page, total, ...(isCapped && { totalIsCapped: true }) };
    },

    /** Every session that matches, in order, read a page at a time as they are asked for. */
    async *each(request: SessionRequest, reader: Knex): AsyncGenerator<Session> {
      let after = request.after;
      do {
        const page: SessionPage = await find({ ...request, after }, reader);
        yield* page.items;
        after = page.next;
      } while (after !== undefined);
    },
  };
}

/** All sessions of one person have the same username: theirs are sorted by start. */
function toSearch(request: SessionRequest, now: number): SessionSearch {
  const sort = request.subjectId !== undefined && request.sort === "user" ? "startedAt" : request.sort;
  return { ...request, sort, now };
}
