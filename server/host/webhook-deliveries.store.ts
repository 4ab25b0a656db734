import type { Knex } from "knex";
import type { DeliveryState } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { passOverLocked } from "../database/dialect.ts";
import { type OutboxRow, TABLES, type WebhookDeliveryRow } from "../database/tables.ts";

/** A delivery with the revocation that it tells of. */
export type Delivery = WebhookDeliveryRow & Pick<OutboxRow, (typeof TOLD)[number]>;

/** What becomes of a delivery after an attempt; times in epoch ms. */
export interface Settlement {
  state: DeliveryState;
  /** Null unless pending. */
  nextAttemptAt: number | null;
  deliveredAt: number | null;
  status: number | null;
  fault: string | null;
}

export interface DeliveryQuery {
  state?: DeliveryState | undefined;
  /** The last place of the page above. */
  before?: number | undefined;
  limit: number;
}

export type DeliveryStore = ReturnType<typeof createDeliveryStore>;

const TOLD = ["at", "host_sid", "subject", "end_reason", "end_message"] as const;

/** Constants, so that the small indexes of what is pending, and of what has failed, can serve the conditions. */
const IN_STATE: Record<DeliveryState, string> = {
  pending: "d.state = 'pending'",
  delivered: "d.state = 'delivered'",
  failed: "d.state = 'failed'",
};

/** The webhook_deliveries table. */
export function createDeliveryStore({ knex }: Pick<Database, "knex">) {
  /** Due, and no earlier one of the same host's session is on its way. */
  function selectDue(reader: Knex, now: number) {
    const earlier = reader({ e: TABLES.webhookDeliveries })
      .select(reader.raw("1"))
      .whereRaw("e.state = 'pending' AND e.queue = d.queue AND e.seq < d.seq");
    return reader({ d: TABLES.webhookDeliveries })
      .select("d.id")
      .whereRaw(IN_STATE.pending)
      .where("d.next_attempt_at", "<=", now)
      .whereNotExists(earlier)
      .orderBy(["d.next_attempt_at", "d.seq"])
      .limit(1);
  }

  function selectTold(reader: Knex): Knex.QueryBuilder<Delivery, Delivery[]> {
    return reader({ d: TABLES.webhookDeliveries })
      .join({ o: TABLES.outbox }, "o.seq", "d.seq")
      .select("d.*", ...TOLD.map((column) => `o.${column}`));
  }

  return {
    /** Whether anything is due; costs others no lock. */
    async hasDue(now: number): Promise<boolean> {
      return (await selectDue(knex, now)).length > 0;
    },

    /**
     * Takes the delivery that has been due longest, for one sender alone: until `leaseUntil` nobody else takes it,
     * after that its sender must have died.
     */
    async claim({ now, leaseUntil }: { now: number; leaseUntil: number }): Promise<Delivery | undefined> {
      const due = passOverLocked(knex, selectDue(knex, now));
      const taken: { id: string }[] = await knex(TABLES.webhookDeliveries)
        .where("id", "=", due)
        .update({
          attempts: knex.raw("attempts + 1"),
          last_attempt_at: now,
          next_attempt_at: leaseUntil,
        })
        .returning("id");
      const [{ id } = { id: undefined }] = taken;
      return id === undefined ? undefined : selectTold(knex).where("d.id", id).first();
    },

    /**
     * Writes what has come of an attempt. A failure counts only while the attempt is the last one; that it was
     * delivered is true whatever happened meanwhile.
     */
    async settle(
      { id, attempts }: Pick<Delivery, "id" | "attempts">,
      settlement: Settlement,
      writer: Knex = knex,
    ): Promise<void> {
      const row = writer(TABLES.webhookDeliveries).where({ id });
      if (settlement.state !== "delivered") row.where({ state: "pending", attempts });
      await row.update({
        state: settlement.state,
        next_attempt_at: settlement.nextAttemptAt,
        delivered_at: settlement.deliveredAt,
        last_status: settlement.status,
        last_error: settlement.fault,
      });
    },

    /** Gives back what was taken and could not be tried to the end. */
    async release({ id, attempts }: Pick<Delivery, "id" | "attempts">, now: number): Promise<void> {
      await knex(TABLES.webhookDeliveries)
        .where({ id, state: "pending", attempts })
        .update({ attempts: attempts - 1, next_attempt_at: now });
    },

    /** Begins anew. Resolves to undefined where there is no such delivery. */
    async renew(
      trx: Knex.Transaction,
      id: string,
      { now, expiresAt }: { now: number; expiresAt: number },
    ): Promise<Delivery | undefined> {
      await trx(TABLES.webhookDeliveries).where({ id }).update({
        state: "pending",
        attempts: 0,
        next_attempt_at: now,
        expires_at: expiresAt,
        delivered_at: null,
      });
      return selectTold(trx).where("d.id", id).first();
    },

    async find(id: string): Promise<Delivery | undefined> {
      return selectTold(knex).where("d.id", id).first();
    },

    /** Newest first. */
    async list({ state, before, limit }: DeliveryQuery): Promise<Delivery[]> {
      const rows = selectTold(knex).orderBy("d.seq", "desc").limit(limit);
      if (state !== undefined) rows.whereRaw(IN_STATE[state]);
      if (before !== undefined) rows.where("d.seq", "<", before);
      return rows;
    },
  };
}
