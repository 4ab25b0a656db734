import type { Context } from "koa";
import type { Clock } from "../clock.ts";
import type { EndSessionsAnswer, EndSessionsRequest } from "../contract/index.ts";
import { Problem } from "../http/problem.ts";
import { validate } from "../http/validate.ts";
import type { BulkEnds } from "./bulk-ends.ts";
import { getSession, getUser, requireRecentAuthentication } from "./guards.ts";
import type { ListedSessions } from "./listed-sessions.ts";
import type { Ending } from "./session-ends.ts";
import { toSessionFilter } from "./session-page.ts";
import type { SessionFilter } from "./session-search.ts";
import { endOf } from "./session.ts";
import { endSessionsRequest } from "./sessions.schema.ts";
import type { SessionService } from "./sessions.service.ts";

interface RequestedEndsOptions {
  sessions: SessionService;
  bulkEnds: BulkEnds;
  listed: Pick<ListedSessions, "resolveUser">;
  clock: Clock;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
}

export type RequestedEnds = ReturnType<typeof createRequestedEnds>;

/** Ends that people ask for, as the person of the request. */
export function createRequestedEnds(options: RequestedEndsOptions) {
  const { sessions, bulkEnds, listed, clock, findSubjectId } = options;
  const requireRecent = (ctx: Context) =>
    requireRecentAuthentication(sessions.isRecentlyAuthenticated, getSession(ctx));

  /** `ending` is undefined for a dry run. */
  async function endChosen(
    currentId: string,
    ids: readonly string[],
    ending: Ending | undefined,
  ): Promise<EndSessionsAnswer> {
    const found = (await sessions.findByIds(ids)).filter(({ id }) => id !== currentId);
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
    currentId: string,
    { filter, userId, dryRun, limit }: EndSessionsRequest,
    ending: Ending,
  ): Promise<EndSessionsAnswer> {
    const isUnknown = userId !== undefined && (await findSubjectId(userId)) !== userId;
    if (isUnknown) return { ended: 0, ids: [], notFound: [userId], more: false };
    const known = userId === undefined ? await listed.resolveUser(filter ?? {}) : { subjectId: userId };
    const matching: SessionFilter = { ...toSessionFilter(known), exceptId: currentId };
    const isWhole = userId !== undefined && userId !== ending.by?.id && dryRun !== true;
    if (isWhole) await sessions.barEarlierSignIns(userId);
    const { ids, more } = await (dryRun === true
      ? bulkEnds.findMatching(matching, limit)
      : bulkEnds.endMatching(matching, ending, limit));
    return { ended: ids.length, ids, notFound: [], more };
  }

  return {
    /** By a superuser; never the session that asks. Throws Problem `invalid`, `reauth_required`. */
    async force(ctx: Context, asked: unknown): Promise<EndSessionsAnswer> {
      const request = validate(endSessionsRequest, asked);
      requireRecent(ctx);
      const { ids, reason, auditNote, dryRun } = request;
      const { id: currentId } = getSession(ctx);
      const ending = { reason: "forced", message: reason, by: getUser(ctx), auditNote } as const;
      return ids === undefined
        ? endMatching(currentId, request, ending)
        : endChosen(currentId, ids, dryRun === true ? undefined : ending);
    },

    /** One of one's own. Throws Problem `not_found` for another's, `reauth_required` for any but the current one. */
    async revokeOwn(ctx: Context, id: string): Promise<void> {
      const user = getUser(ctx);
      const current = getSession(ctx);
      const session = await sessions.findById(id);
      if (session?.user?.id !== user.id) throw new Problem("not_found", "You have no such session.");
      if (session.id !== current.id) requireRecent(ctx);
      const reason = session.id === current.id ? "manual" : "revoked_by_user";
      await sessions.end([session], { reason, by: user });
    },
  };
}
