import { Readable } from "node:stream";
import Router from "@koa/router";
import type { Context } from "koa";
import type { Clock } from "../clock.ts";
import type { EndSessionsAnswer, EndSessionsRequest, SessionFilterRequest } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { validate } from "../http/validate.ts";
import type { BulkEnds } from "./bulk-ends.ts";
import { getSession, getUser, requireRecentAuthentication, requireSuperuser } from "./guards.ts";
import type { Ending } from "./session-ends.ts";
import type { SessionExport } from "./session-export.service.ts";
import type { SessionLists } from "./session-lists.service.ts";
import { answerPage, type KnownFilter, toSessionFilter } from "./session-page.ts";
import type { SessionFilter } from "./session-search.ts";
import { endOf, type Session } from "./session.ts";
import { presentSession } from "./sessions.present.ts";
import { adminListQuery, endSessionsRequest, exportQuery, historyQuery } from "./sessions.schema.ts";
import type { SessionService } from "./sessions.service.ts";

interface AdminSessionRoutesOptions {
  sessions: SessionService;
  lists: SessionLists;
  bulkEnds: BulkEnds;
  exports: SessionExport;
  clock: Clock;
  secret: string;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
}

/** Matches no person. */
const NOBODY = "nobody";

/** Everybody's sessions, for superusers. */
export function createAdminSessionRoutes(options: AdminSessionRoutesOptions): Router {
  const { sessions, lists, bulkEnds, exports, clock, secret, findSubjectId } = options;
  const router = new Router();
  const requireRecent = (ctx: Context) =>
    requireRecentAuthentication(sessions.isRecentlyAuthenticated, getSession(ctx));

  router.get("/api/admin/sessions", requireSuperuser, async (ctx) => {
    const { sort, order, limit, cursor, ...asked } = validate(adminListQuery, ctx.query);
    const page = {
      ...(await resolveUser(asked)),
      sort,
      limit,
      ...(order && { order }),
      ...(cursor && { cursor }),
    };
    ctx.body = await answerPage(lists.list, page, secret, presenter(ctx));
  });

  router.get("/api/admin/users/:id/sessions", requireSuperuser, async (ctx) => {
    const page = { ...validate(historyQuery, ctx.query), subjectId: ctx.params.id };
    ctx.body = await answerPage(lists.list, page, secret, presenter(ctx));
  });

  router.get("/api/admin/sessions.csv", requireSuperuser, async (ctx) => {
    requireRecent(ctx);
    const { sort, order = "desc", ...asked } = validate(exportQuery, ctx.query);
    const request = { ...toSessionFilter(await resolveUser(asked)), sort, order };
    const csv = await exports.openCsv({ request, asked, by: getUser(ctx) });
    ctx.attachment(`sessions-${new Date(clock()).toISOString().slice(0, 10)}.csv`);
    ctx.type = "text/csv; charset=utf-8";
    ctx.body = Readable.from(csv);
  });

  router.post("/api/admin/sessions/end", requireSuperuser, async (ctx) => {
    const request = validate(endSessionsRequest, getBody(ctx));
    requireRecent(ctx);
    const { reason, auditNote } = request;
    const ending = { reason: "forced", message: reason, by: getUser(ctx), auditNote } as const;
    ctx.body = await (request.ids === undefined
      ? endMatching(ctx, request, ending)
      : endChosen(ctx, request.ids, request.dryRun === true ? undefined : ending));
  });

  /** `ending` is undefined for a dry run. */
  async function endChosen(
    ctx: Context,
    ids: readonly string[],
    ending: Ending | undefined,
  ): Promise<EndSessionsAnswer> {
    const found = (await sessions.findByIds(ids)).filter(({ id }) => id !== getSession(ctx).id);
    const active = found.filter((session) => endOf(session, clock()) === undefined);
    const ended = ending === undefined ? active : await sessions.end(active, ending);
    const known = new Set(found.map(({ id }) => id));
    return {
      ended: ended.length,
      ids: ended.map(({ id }) => id),
      notFound: ids.filter((id) => !known.has(id)),
      more: false,
    };
  }

  async function endMatching(
    ctx: Context,
    { filter, userId, dryRun }: EndSessionsRequest,
    ending: Ending,
  ): Promise<EndSessionsAnswer> {
    const isUnknown = userId !== undefined && (await findSubjectId(userId)) !== userId;
    if (isUnknown) return { ended: 0, ids: [], notFound: [userId], more: false };
    const known = userId === undefined ? await resolveUser(filter ?? {}) : { subjectId: userId };
    const matching: SessionFilter = { ...toSessionFilter(known), exceptId: getSession(ctx).id };
    const { ids, more } = await (dryRun === true
      ? bulkEnds.findMatching(matching)
      : bulkEnds.endMatching(matching, ending));
    return { ended: ids.length, ids, notFound: [], more };
  }

  async function resolveUser({ user, ...filter }: SessionFilterRequest): Promise<KnownFilter> {
    return user === undefined ? filter : { ...filter, subjectId: (await findSubjectId(user)) ?? NOBODY };
  }

  function presenter(ctx: Context) {
    const viewpoint = { now: clock(), currentId: getSession(ctx).id };
    return (session: Session) => presentSession(session, viewpoint);
  }

  return router;
}
