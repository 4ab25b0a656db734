import Router from "@koa/router";
import type { Middleware } from "koa";
import type { FrontendEventGroups, FrontendEventResource, Page } from "../contract/index.ts";
import type { FrontendEventLists } from "./frontend-events.lists.ts";

interface FrontendEventRoutesOptions {
  lists: FrontendEventLists;
  superuserOnly: Middleware;
}

/** What pages reported, for superusers. */
export function createFrontendEventRoutes({ lists, superuserOnly }: FrontendEventRoutesOptions): Router {
  const router = new Router();

  router.get("/api/admin/frontend-events", superuserOnly, async (ctx) => {
    ctx.body = (await lists.events(ctx.query)) satisfies Page<FrontendEventResource>;
  });

  router.get("/api/admin/frontend-event-groups", superuserOnly, async (ctx) => {
    ctx.body = (await lists.groups(ctx.query)) satisfies FrontendEventGroups;
  });

  return router;
}
