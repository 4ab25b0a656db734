import type { Knex } from "knex";
import type { LoginOutcome } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { type LoginAttemptRow, type SubjectRow, TABLES } from "../database/tables.ts";
import { normaliseUsername } from "./accounts.store.ts";

export interface PeopleQuery {
  /** Start of a username. */
  q?: string | undefined;
  /** The last username of the page above. */
  after?: string | undefined;
  limit: number;
}

export interface AttemptQuery {
  outcome?: LoginOutcome | undefined;
  subjectId?: string | undefined;
  ip?: string | undefined;
  /** Epoch ms, from then on. */
  from?: number | undefined;
  /** Epoch ms, before then. */
  to?: number | undefined;
  /** The last attempt of the page above. */
  before?: AttemptPlace | undefined;
  limit: number;
}

export type AttemptPlace = [at: number, id: string];
export type ListedAttempt = LoginAttemptRow & { username: string | null };
export type PeopleStore = ReturnType<typeof createPeopleStore>;

/** Rows that one page of attempts looks at, at most: two frequent properties may never meet. */
const WALK = 10_000;
/** Above every character of a username in byte order. */
const LAST = "\u{10FFFF}";

/** People and their sign-ins as superusers list them. */
export function createPeopleStore({ knex }: Pick<Database, "knex">) {
  return {
    /** By username. */
    async listPeople({ q, after, limit }: PeopleQuery): Promise<SubjectRow[]> {
      const rows = knex(TABLES.subjects).orderBy("username").limit(limit);
      const start = q === undefined ? undefined : normaliseUsername(q);
      if (start !== undefined) rows.where("username", ">=", start).where("username", "<", start + LAST);
      if (after !== undefined) rows.where("username", ">", after);
      return rows;
    },

    /** Those of `ids` that there are, in no order. */
    findByIds: (ids: readonly string[]): Promise<SubjectRow[]> => knex(TABLES.subjects).whereIn("id", ids),

    /** Newest first. Fewer than `limit` do not mean that there are no more: `stop` is where the search stopped. */
    async listAttempts(
      query: AttemptQuery,
    ): Promise<{ rows: ListedAttempt[]; stop: AttemptPlace | undefined }> {
      const looked = walk(knex, query);
      const rows = knex
        .select("a.*", "u.username as username")
        .from(looked.clone().select("*").limit(WALK).as("a"))
        .leftJoin({ u: TABLES.subjects }, "u.id", "a.subject_id")
        .limit(query.limit);
      for (const [column, value] of Object.entries(conditionsOf(query))) rows.where(`a.${column}`, value);
      const found: ListedAttempt[] = await rows;
      if (found.length === query.limit) return { rows: found, stop: undefined };
      const [stop]: { at: number; id: string }[] = await looked
        .select("at", "id")
        .limit(1)
        .offset(WALK - 1);
      return { rows: found, stop: stop && [stop.at, stop.id] };
    },
  };
}

/** Along the index of the most telling condition: of a person or an address there are few attempts. */
function walk(knex: Knex, query: AttemptQuery): Knex.QueryBuilder {
  const rows: Knex.QueryBuilder = knex(TABLES.loginAttempts).orderBy(
    ["at", "id"].map((column) => ({ column, order: "desc" })),
  );
  const [first] = Object.entries(conditionsOf(query));
  if (first) rows.where(...first);
  if (query.from !== undefined) rows.where("at", ">=", query.from);
  if (query.to !== undefined) rows.where("at", "<", query.to);
  if (query.before !== undefined) rows.whereRaw("(at, id) < (?, ?)", query.before);
  return rows;
}

/** The most telling one first. */
function conditionsOf({ subjectId, ip, outcome }: AttemptQuery): Record<string, string> {
  return {
    ...(subjectId !== undefined && { subject_id: subjectId }),
    ...(ip !== undefined && { ip_address: ip }),
    ...(outcome !== undefined && { outcome }),
  };
}
