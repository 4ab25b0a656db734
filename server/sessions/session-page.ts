import type { Page, SessionFilterRequest, SessionOrder, SessionSort } from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import type { Session } from "./session.ts";
import type { CountedSessionPage, SessionRequest } from "./session-lists.service.ts";
import type { SessionFilter } from "./session-search.ts";
import { sessionPlace } from "./sessions.schema.ts";

/** A validated filter, with the person that `user` names already found. */
export interface KnownFilter extends Omit<SessionFilterRequest, "user"> {
  subjectId?: string | undefined;
}

interface RequestedPage extends KnownFilter {
  sort?: SessionSort;
  order?: SessionOrder;
  limit: number;
  cursor?: string;
}

/** A filter as the lists want it. Everything, where no state is asked for. */
export function toSessionFilter({ from, to, state = "all", ...filter }: KnownFilter): SessionFilter {
  return {
    ...filter,
    state,
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  };
}

/**
 * Reads a page of sessions for the wire. A cursor belongs to its list, sort and filters: with others it is 400.
 * Newest first, or users by name, unless asked otherwise.
 */
export async function answerPage<Item>(
  list: (request: SessionRequest) => Promise<CountedSessionPage>,
  { limit, cursor, ...asked }: RequestedPage,
  secret: string,
  present: (session: Session) => Item,
): Promise<Page<Item>> {
  const { sort = "startedAt", order = sort === "user" ? "asc" : "desc", ...filter } = asked;
  const scope = ["sessions", sort, order, filter];
  const after =
    cursor === undefined ? undefined : validate(sessionPlace, decodeCursor(cursor, secret, scope));
  const page = await list({ ...toSessionFilter(filter), sort, order, limit, after });
  const { items, next, ...totals } = page;
  const nextCursor = next === undefined ? null : encodeCursor(next, secret, scope);
  return { items: items.map(present), nextCursor, ...totals };
}
