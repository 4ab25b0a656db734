import Router from "@koa/router";
import type { Middleware } from "koa";
import type {
  FrontendEventFilter,
  FrontendEventGroups,
  FrontendEventResource,
  Page,
} from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import { eventGroupsQuery, eventListQuery, eventPlace } from "./frontend-events.schema.ts";
import type { EventPresenter } from "./frontend-events.present.ts";
import type { EventQuery, EventSource } from "./stored-event.ts";

export interface FrontendEventRoutesOptions {
  events: EventSource;
  present: EventPresenter;
  secret: string;
  superuserOnly: Middleware;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
}

const NOBODY = "nobody";

/** What pages reported, for superusers. */
export function createFrontendEventRoutes(options: FrontendEventRoutesOptions): Router {
  const { events, present, secret, superuserOnly, findSubjectId } = options;
  const router = new Router();

  async function toQuery({ session, user, ...filter }: FrontendEventFilter): Promise<EventQuery> {
    const subjectId = user === undefined ? undefined : ((await findSubjectId(user)) ?? NOBODY);
    return { ...filter, sessionId: session, subjectId };
  }

  router.get("/api/admin/frontend-events", superuserOnly, async (ctx) => {
    const { limit, cursor, ...filter } = validate(eventListQuery, ctx.query);
    const scope = ["frontend-events", filter];
    const after =
      cursor === undefined ? undefined : validate(eventPlace, decodeCursor(cursor, secret, scope));
    const { items, next } = await events.list(await toQuery(filter), limit, after);
    ctx.body = {
      items: items.map(present.event),
      nextCursor: next === undefined ? null : encodeCursor(next, secret, scope),
    } satisfies Page<FrontendEventResource>;
  });

  router.get("/api/admin/frontend-event-groups", superuserOnly, async (ctx) => {
    const query = await toQuery(validate(eventGroupsQuery, ctx.query));
    const { groups, events: looked, isCapped } = await events.group(query);
    ctx.body = {
      items: groups.map(present.group),
      events: looked,
      eventsAreCapped: isCapped,
    } satisfies FrontendEventGroups;
  });

  return router;
}
