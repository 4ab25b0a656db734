import type { Knex } from "knex";
import { DAY_MS } from "../clock.ts";
import { type EndReason, REVOCATIONS } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { type OutboxRow, TABLES, type WebhookDeliveryRow } from "../database/tables.ts";

/** A session that was taken away; `at` in epoch ms. */
export interface Revocation {
  seq: number;
  at: number;
  hostSid: string | null;
  subject: string | null;
  endReason: EndReason;
}

interface OutboxOptions {
  database: Pick<Database, "knex">;
  /** Whether a webhook is configured: each revocation is then delivered too. */
  hasWebhook: boolean;
  newId(): string;
}

export type OutboxStore = ReturnType<typeof createOutboxStore>;

/** How long deliveries are tried. */
export const DELIVERY_LIFE_MS = DAY_MS;
/** SQLite takes at most 500 rows in one INSERT of Knex's making. */
const ROWS_PER_INSERT = 100;

/** The outbox: what hosts must be told, written with the ends themselves. */
export function createOutboxStore({ database: { knex }, hasWebhook, newId }: OutboxOptions) {
  return {
    /**
     * Keeps, for the host, the revocations among the sessions that have just ended in `trx`: one row each, whose
     * `seq` follows the order of the commits when the audit rows were written before (their lock is held until
     * then). Only what a host can recognise is kept: its own session alias, or a person that it has vouched for.
     * Sessions of built-in accounts are nobody's to tell, so a site without a host writes nothing.
     */
    async keepRevocations(trx: Knex.Transaction, sessionIds: readonly string[]): Promise<void> {
      if (sessionIds.length === 0) return;
      const found: Omit<OutboxRow, "seq">[] = await trx({ s: TABLES.sessions })
        .leftJoin({ u: TABLES.subjects }, "u.id", "s.subject_id")
        .whereIn("s.id", sessionIds)
        .whereIn("s.end_reason", REVOCATIONS)
        .where((or) => or.whereNotNull("s.host_sid").orWhereNotNull("u.external_id"))
        .orderBy(["s.ended_at", "s.id"])
        .select({ at: "s.ended_at", session_id: "s.id", host_sid: "s.host_sid", subject: "u.external_id" })
        .select("s.end_reason", "s.end_message");
      for (let start = 0; start < found.length; start += ROWS_PER_INSERT) {
        const part = found.slice(start, start + ROWS_PER_INSERT);
        const rows: OutboxRow[] = await trx(TABLES.outbox).insert(part).returning("*");
        if (hasWebhook)
          await trx(TABLES.webhookDeliveries).insert(rows.map((row) => toDelivery(row, newId())));
      }
    },

    /** At most `limit` revocations behind that place, oldest first. */
    async listAfter(seq: number, limit: number): Promise<Revocation[]> {
      const rows: OutboxRow[] = await knex(TABLES.outbox).where("seq", ">", seq).orderBy("seq").limit(limit);
      return rows.map(toRevocation);
    },

    /** The place of the last one; 0 where none is kept. */
    async findLast(): Promise<number> {
      const row: { seq?: number | null } | undefined = await knex(TABLES.outbox).max({ seq: "seq" }).first();
      return row?.seq ?? 0;
    },
  };
}

/**
 * Removes what leads to a person from what is told of these sessions. That they ended, and the host's alias of them,
 * stays: whoever has not been told yet still is. Looks through the whole outbox, which people are seldom erased from.
 */
export async function eraseFromOutbox(trx: Knex.Transaction, sessionIds: readonly string[]): Promise<void> {
  await trx(TABLES.outbox).whereIn("session_id", sessionIds).update({ subject: null, end_message: null });
}

function toRevocation({ seq, at, host_sid, subject, end_reason }: OutboxRow): Revocation {
  return { seq, at, hostSid: host_sid, subject, endReason: end_reason };
}

function toDelivery(row: OutboxRow, id: string): Partial<WebhookDeliveryRow> {
  return {
    id,
    seq: row.seq,
    queue: row.host_sid ?? row.session_id,
    state: "pending",
    attempts: 0,
    next_attempt_at: row.at,
    expires_at: row.at + DELIVERY_LIFE_MS,
  };
}
