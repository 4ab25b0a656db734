import type { Clock } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import { Problem } from "../http/problem.ts";
import type { Journal } from "../journal.ts";
import { DELIVERY_LIFE_MS } from "./outbox.store.ts";
import type { Delivery, DeliveryQuery, DeliveryStore } from "./webhook-deliveries.store.ts";

interface WebhookServiceOptions {
  database: Pick<Database, "transaction">;
  store: DeliveryStore;
  journal: Journal;
  clock: Clock;
  /** Begins to send what is due; undefined where no webhook is configured now. */
  wake: (() => void) | undefined;
}

export type WebhookService = ReturnType<typeof createWebhookService>;

/** Webhooks as superusers see them. */
export function createWebhookService({ database, store, journal, clock, wake }: WebhookServiceOptions) {
  return {
    isConfigured: wake !== undefined,

    find: store.find,

    /** A page, newest first; `next` is where the one after it begins. */
    async list(query: DeliveryQuery): Promise<{ items: Delivery[]; next: number | undefined }> {
      const rows = await store.list({ ...query, limit: query.limit + 1 });
      const items = rows.slice(0, query.limit);
      return { items, next: rows.length > query.limit ? items.at(-1)?.seq : undefined };
    },

    /** Throws Problem `not_found`, or `conflict` where nothing is sent any more. */
    async resend(id: string, actor: string): Promise<Delivery> {
      if (wake === undefined) throw new Problem("conflict", "No webhook is configured.");
      const delivery = await database.transaction(async (trx) => {
        const now = clock();
        const renewed = await store.renew(trx, id, { now, expiresAt: now + DELIVERY_LIFE_MS });
        if (renewed === undefined) throw new Problem("not_found", "There is no such delivery.");
        await journal.record(trx, [{ at: now, action: "WEBHOOK_RESENT", actor, target: id }]);
        return renewed;
      });
      wake();
      return delivery;
    },
  };
}
