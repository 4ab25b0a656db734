import type { Database } from "../database/connect.ts";
import { TABLES } from "../database/tables.ts";
import { spendAlias } from "./used-tokens.store.ts";

export type HostSessionStore = ReturnType<typeof createHostSessionStore>;

/** Sessions and people as a host names them. */
export function createHostSessionStore({ knex }: Pick<Database, "knex">) {
  async function findId(column: "external_id" | "id", name: string): Promise<string | undefined> {
    const row: { id: string } | undefined = await knex(TABLES.subjects).where(column, name).first("id");
    return row?.id;
  }

  return {
    spendAlias: (hostSid: string, expiresAt: number) => spendAlias(knex, hostSid, expiresAt),

    /** Sessions under the host's alias that nobody has recorded as ended. */
    findOpenIds(hostSid: string): Promise<string[]> {
      return knex(TABLES.sessions).where({ host_sid: hostSid }).whereNull("ended_at").pluck("id");
    },

    /** The person whom the host has vouched for by that name, or whose id with us it is. */
    findSubjectId: async (name: string) => (await findId("external_id", name)) ?? (await findId("id", name)),
  };
}
