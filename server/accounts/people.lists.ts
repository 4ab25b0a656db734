import type { AccountResource, LoginAttemptResource, Page } from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import { attemptPlace, attemptsQuery, userPlace, usersQuery } from "./people.schema.ts";
import { presentAccount, presentAttempt } from "./people.present.ts";
import type { PeopleService } from "./people.service.ts";

export type PeopleLists = ReturnType<typeof createPeopleLists>;

/** Pages of people and of their sign-ins for the wire. Each throws Problem `invalid` or `malformed` for a wrong query. */
export function createPeopleLists({ people, secret }: { people: PeopleService; secret: string }) {
  return {
    async users(query: unknown): Promise<Page<AccountResource>> {
      const { cursor, limit, q } = validate(usersQuery, query);
      const list = ["users", q];
      const after =
        cursor === undefined ? undefined : validate(userPlace, decodeCursor(cursor, secret, list));
      const { items, next } = await people.list({ q, after, limit });
      return {
        items: items.map(presentAccount),
        nextCursor: next === undefined ? null : encodeCursor(next, secret, list),
      };
    },

    /** Those of `ids` that are people, in no order. */
    byIds: async (ids: readonly string[]): Promise<AccountResource[]> =>
      (await people.findByIds(ids)).map(presentAccount),

    async attempts(query: unknown): Promise<Page<LoginAttemptResource>> {
      const { cursor, limit, ...filter } = validate(attemptsQuery, query);
      const list = ["login-attempts", filter];
      const before =
        cursor === undefined ? undefined : validate(attemptPlace, decodeCursor(cursor, secret, list));
      const { items, next } = await people.listAttempts({ ...filter, before, limit });
      return {
        items: items.map(presentAttempt),
        nextCursor: next === undefined ? null : encodeCursor(next, secret, list),
      };
    },
  };
}
