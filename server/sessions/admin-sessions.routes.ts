import Router from "@koa/router";
import type { Clock } from "../clock.ts";
import type { EndSessionsAnswer } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { validate } from "../http/validate.ts";
import { getSession, getUser, requireRecentAuthentication, requireSuperuser } from "./guards.ts";
import { endOf } from "./session.ts";
import { presentPage, toSessionQuery } from "./session-page.ts";
import { presentSession } from "./sessions.present.ts";
import { adminListQuery, endSessionsRequest } from "./sessions.schema.ts";
import type { SessionService } from "./sessions.service.ts";

interface AdminSessionRoutesOptions {
  sessions: SessionService;
  clock: Clock;
  secret: string;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
}

/** Everybody's sessions, for superusers. */
export function createAdminSessionRoutes(options: AdminSessionRoutesOptions): Router {
  const { sessions, clock, secret, findSubjectId } = options;
  const router = new Router();

  router.get("/api/admin/sessions", requireSuperuser, async (ctx) => {
    const { user, ...query } = validate(adminListQuery, ctx.query);
    const subjectId = user === undefined ? undefined : ((await findSubjectId(user)) ?? "nobody");
    const page = await sessions.list(toSessionQuery({ ...query, subjectId }, secret));
    const viewpoint = { now: clock(), currentId: getSession(ctx).id };
    ctx.body = presentPage(page, (session) => presentSession(session, viewpoint), secret);
  });

  router.post("/api/admin/sessions/end", requireSuperuser, async (ctx) => {
    const current = getSession(ctx);
    const { ids, reason, auditNote, dryRun } = validate(endSessionsRequest, getBody(ctx));
    requireRecentAuthentication(sessions.isRecentlyAuthenticated, current);
    const found = (await sessions.findByIds(ids)).filter(({ id }) => id !== current.id);
    const active = found.filter((session) => endOf(session, clock()) === undefined);
    const ending = { reason: "forced", message: reason, by: getUser(ctx), auditNote } as const;
    const ended = dryRun === true ? active : await sessions.end(active, ending);
    const known = new Set(found.map(({ id }) => id));
    ctx.body = {
      ended: ended.length,
      ids: ended.map(({ id }) => id),
      notFound: ids.filter((id) => !known.has(id)),
      more: false,
    } satisfies EndSessionsAnswer;
  });

  return router;
}
