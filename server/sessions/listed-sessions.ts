import type { Clock } from "../clock.ts";
import type { Page, SessionFilterRequest, SessionResource } from "../contract/index.ts";
import { NOBODY } from "../database/tables.ts";
import { validate } from "../http/validate.ts";
import type { SessionLists } from "./session-lists.service.ts";
import { answerPage, type KnownFilter } from "./session-page.ts";
import { presentSession } from "./sessions.present.ts";
import { adminListQuery, historyQuery, listQuery } from "./sessions.schema.ts";

interface ListedSessionsOptions {
  lists: SessionLists;
  clock: Clock;
  secret: string;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
}

export type ListedSessions = ReturnType<typeof createListedSessions>;

/**
 * Pages of sessions for the wire, as the session `currentId` asks for them. Each throws Problem `invalid` or
 * `malformed` for a wrong query.
 */
export function createListedSessions({ lists, clock, secret, findSubjectId }: ListedSessionsOptions) {
  function read(page: Parameters<typeof answerPage>[1], currentId: string): Promise<Page<SessionResource>> {
    const viewpoint = { now: clock(), currentId };
    return answerPage(lists.list, page, secret, (session) => presentSession(session, viewpoint));
  }

  async function resolveUser({ user, ...filter }: SessionFilterRequest): Promise<KnownFilter> {
    return user === undefined ? filter : { ...filter, subjectId: (await findSubjectId(user)) ?? NOBODY };
  }

  return {
    resolveUser,

    /** Of everybody. */
    async all(query: unknown, currentId: string): Promise<Page<SessionResource>> {
      const { sort, order, limit, cursor, ...asked } = validate(adminListQuery, query);
      const filter = await resolveUser(asked);
      return read({ ...filter, sort, limit, ...(order && { order }), ...(cursor && { cursor }) }, currentId);
    },

    /** A person's, for a superuser. */
    ofPerson: (subjectId: string, query: unknown, currentId: string): Promise<Page<SessionResource>> =>
      read({ ...validate(historyQuery, query), subjectId }, currentId),

    /** A person's, for themselves. */
    own: (subjectId: string, query: unknown, currentId: string): Promise<Page<SessionResource>> =>
      read({ ...validate(listQuery, query), subjectId }, currentId),
  };
}
