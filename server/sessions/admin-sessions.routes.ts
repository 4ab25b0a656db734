import { Readable } from "node:stream";
import Router from "@koa/router";
import type { Clock } from "../clock.ts";
import type { EndSessionsAnswer, Page, SessionResource } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { validate } from "../http/validate.ts";
import { getSession, getUser, requireRecentAuthentication, requireSuperuser } from "./guards.ts";
import type { ListedSessions } from "./listed-sessions.ts";
import type { RequestedEnds } from "./requested-ends.ts";
import type { SessionExport } from "./session-export.service.ts";
import { toSessionFilter } from "./session-page.ts";
import { exportQuery } from "./sessions.schema.ts";
import type { SessionService } from "./sessions.service.ts";

interface AdminSessionRoutesOptions {
  sessions: Pick<SessionService, "isRecentlyAuthenticated">;
  listed: ListedSessions;
  ends: RequestedEnds;
  exports: SessionExport;
  clock: Clock;
}

/** Everybody's sessions, for superusers. */
export function createAdminSessionRoutes(options: AdminSessionRoutesOptions): Router {
  const { sessions, listed, ends, exports, clock } = options;
  const router = new Router();

  router.get("/api/admin/sessions", requireSuperuser, async (ctx) => {
    ctx.body = (await listed.all(ctx.query, getSession(ctx).id)) satisfies Page<SessionResource>;
  });

  router.get("/api/admin/users/:id/sessions", requireSuperuser, async (ctx) => {
    const page = await listed.ofPerson(ctx.params.id ?? "", ctx.query, getSession(ctx).id);
    ctx.body = page satisfies Page<SessionResource>;
  });

  router.get("/api/admin/sessions.csv", requireSuperuser, async (ctx) => {
    requireRecentAuthentication(sessions.isRecentlyAuthenticated, getSession(ctx));
    const { sort, order = "desc", ...asked } = validate(exportQuery, ctx.query);
    const request = { ...toSessionFilter(await listed.resolveUser(asked)), sort, order };
    const csv = await exports.openCsv({ request, asked, by: getUser(ctx) });
    ctx.attachment(`sessions-${new Date(clock()).toISOString().slice(0, 10)}.csv`);
    ctx.type = "text/csv; charset=utf-8";
    ctx.body = Readable.from(csv);
  });

  router.post("/api/admin/sessions/end", requireSuperuser, async (ctx) => {
    ctx.body = (await ends.force(ctx, getBody(ctx))) satisfies EndSessionsAnswer;
  });

  return router;
}
