import type { Knex } from "knex";
import type { Database } from "../database/connect.ts";
import { TABLES } from "../database/tables.ts";

/** What is removed by age alone. */
export type AgedKind = keyof typeof AGED;

export type RetentionStore = ReturnType<typeof createRetentionStore>;

/** An index on the time column serves each. An open session has no end, so it stays. */
const AGED = {
  sessions: { table: TABLES.sessions, key: "id", time: "ended_at" },
  login_attempts: { table: TABLES.loginAttempts, key: "id", time: "at" },
  devices: { table: TABLES.devices, key: "id", time: "last_seen_at" },
  frontend_events: { table: TABLES.frontendEvents, key: "id", time: "received_at" },
  used_tokens: { table: TABLES.usedTokens, key: "jti", time: "expires_at" },
  outbox: { table: TABLES.outbox, key: "seq", time: "at" },
} as const;

export function createRetentionStore({ knex }: Database) {
  return {
    async countOlder(kind: AgedKind, before: number): Promise<number> {
      const { table, time } = AGED[kind];
      const row: { count?: number | string } | undefined = await knex(table)
        .where(time, "<", before)
        .count({ count: "*" })
        .first();
      return Number(row?.count ?? 0);
    },

    /** Returns how many went. */
    async deleteOlder(trx: Knex.Transaction, kind: AgedKind, before: number, limit: number): Promise<number> {
      const { table, key, time } = AGED[kind];
      const rows = trx(table).select(key).where(time, "<", before).limit(limit);
      // Once more by time: a device stands once for each of its people.
      return trx(table).whereIn(key, rows).where(time, "<", before).delete();
    },
  };
}
