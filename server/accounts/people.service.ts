import { NOBODY } from "../database/tables.ts";
import type { Account } from "./account.ts";
import { toAccount } from "./accounts.store.ts";
import type { AttemptPlace, AttemptQuery, ListedAttempt, PeopleQuery, PeopleStore } from "./people.store.ts";

interface AskedAttempts extends Omit<AttemptQuery, "subjectId"> {
  /** A username or an id. */
  user?: string | undefined;
}

interface PeopleServiceOptions {
  store: PeopleStore;
  /** Resolves a username or an id; undefined for nobody. */
  findSubjectId(usernameOrId: string): Promise<string | undefined>;
}

export type PeopleService = ReturnType<typeof createPeopleService>;

/** Lists of people and of their sign-ins. */
export function createPeopleService({ store, findSubjectId }: PeopleServiceOptions) {
  return {
    /** A page by username; `next` is where the one after it begins. */
    async list(query: PeopleQuery): Promise<{ items: Account[]; next: string | undefined }> {
      const rows = await store.listPeople({ ...query, limit: query.limit + 1 });
      const items = rows.slice(0, query.limit).map(toAccount);
      return { items, next: rows.length > query.limit ? items.at(-1)?.username : undefined };
    },

    /** Those of at most some hundred ids that are people, in no order. */
    async findByIds(ids: readonly string[]): Promise<Account[]> {
      return ids.length === 0 ? [] : (await store.findByIds(ids)).map(toAccount);
    },

    /** A page, newest first. It may hold fewer than `limit` and still have a next one. */
    async listAttempts({
      user,
      ...query
    }: AskedAttempts): Promise<{ items: ListedAttempt[]; next: AttemptPlace | undefined }> {
      const subjectId = user === undefined ? undefined : ((await findSubjectId(user)) ?? NOBODY);
      const { rows, stop } = await store.listAttempts({ ...query, subjectId, limit: query.limit + 1 });
      const items = rows.slice(0, query.limit);
      const last = items.at(-1);
      return { items, next: rows.length > query.limit && last ? [last.at, last.id] : stop };
    },
  };
}
