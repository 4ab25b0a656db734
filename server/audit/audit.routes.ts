import Router from "@koa/router";
import type { Middleware } from "koa";
import type { AuditEntryResource, Page } from "../contract/index.ts";
import type { AuditLists } from "./audit.lists.ts";

interface AuditRoutesOptions {
  lists: AuditLists;
  superuserOnly: Middleware;
}

/** The audit log, for superusers. */
export function createAuditRoutes({ lists, superuserOnly }: AuditRoutesOptions): Router {
  const router = new Router();

  router.get("/api/admin/audit", superuserOnly, async (ctx) => {
    ctx.body = (await lists.entries(ctx.query)) satisfies Page<AuditEntryResource>;
  });

  return router;
}
