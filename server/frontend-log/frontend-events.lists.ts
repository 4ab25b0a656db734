import type {
  FrontendEventFilter,
  FrontendEventGroups,
  FrontendEventResource,
  Page,
} from "../contract/index.ts";
import { NOBODY } from "../database/tables.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import { eventGroupsQuery, eventListQuery, eventPlace } from "./frontend-events.schema.ts";
import type { EventPresenter } from "./frontend-events.present.ts";
import type { EventQuery, EventSource } from "./stored-event.ts";

export interface FrontendEventListsOptions {
  events: EventSource;
  present: EventPresenter;
  secret: string;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
}

export type FrontendEventLists = ReturnType<typeof createFrontendEventLists>;

/** What pages reported, for the wire. Each throws Problem `invalid` or `malformed` for a wrong query. */
export function createFrontendEventLists(options: FrontendEventListsOptions) {
  const { events, present, secret, findSubjectId } = options;

  async function toQuery({ session, user, ...filter }: FrontendEventFilter): Promise<EventQuery> {
    const subjectId = user === undefined ? undefined : ((await findSubjectId(user)) ?? NOBODY);
    return { ...filter, sessionId: session, subjectId };
  }

  return {
    async events(query: unknown): Promise<Page<FrontendEventResource>> {
      const { limit, cursor, ...filter } = validate(eventListQuery, query);
      const scope = ["frontend-events", filter];
      const after =
        cursor === undefined ? undefined : validate(eventPlace, decodeCursor(cursor, secret, scope));
      const { items, next } = await events.list(await toQuery(filter), limit, after);
      return {
        items: items.map(present.event),
        nextCursor: next === undefined ? null : encodeCursor(next, secret, scope),
      };
    },

    async groups(query: unknown): Promise<FrontendEventGroups> {
      const asked = await toQuery(validate(eventGroupsQuery, query));
      const { groups, events: looked, isCapped } = await events.group(asked);
      return { items: groups.map(present.group), events: looked, eventsAreCapped: isCapped };
    },
  };
}
