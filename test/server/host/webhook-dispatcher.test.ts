import { EventEmitter, once } from "node:events";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createJournal } from "../../../server/audit/create-journal.ts";
import { TABLES, type WebhookDeliveryRow } from "../../../server/database/tables.ts";
import { createDeliveryStore } from "../../../server/host/webhook-deliveries.store.ts";
import { createWebhookDispatcher } from "../../../server/host/webhook-dispatcher.ts";
import { forEachDatabase } from "../../support/database.ts";

const NOW = 1_795_341_600_000;
/** As many as one server sends at once. */
const LANES = 8;

forEachDatabase((dialect, openDatabase) => {
  const test = suite(`dispatcher of webhooks on ${dialect}`);

  test("what comes when every sender has just found nothing more is sent all the same", async () => {
    const database = await openDatabase();
    const store = createDeliveryStore(database);
    const sending = gate();
    const looking = gate();
    let sent = 0;
    const dispatcher = createWebhookDispatcher({
      database,
      store: {
        ...store,
        async hasDue(now) {
          const isDue = await store.hasDue(now);
          if (!isDue && sent === LANES) await looking.pass();
          return isDue;
        },
      },
      sender: {
        async send() {
          await sending.pass();
          sent++;
          return { status: 204, fault: null, retryAfterMs: undefined };
        },
        abort: () => undefined,
      },
      journal: createJournal({ sessionLog: { write: () => undefined } }),
      clock: () => NOW,
      onError: (error) => assert.unreachable(String(error)),
    });
    const keep = async (name: string) => {
      const revocation = { at: NOW, session_id: name, host_sid: name, end_reason: "forced" };
      const [{ seq }] = await database.knex(TABLES.outbox).insert(revocation).returning("seq");
      const due = { state: "pending", attempts: 0, next_attempt_at: NOW, expires_at: NOW + 1 };
      await database.knex(TABLES.webhookDeliveries).insert({ id: name, seq, queue: name, ...due });
    };
    for (let lane = 0; lane < LANES; lane++) await keep(`first-${lane}`);
    const run = dispatcher.run();
    await sending.reachedBy(LANES);
    sending.open();
    await looking.reachedBy(LANES);
    await keep("last");
    dispatcher.wake();
    looking.open();
    await run;
    const rows: WebhookDeliveryRow[] = await database.knex(TABLES.webhookDeliveries);
    assert.equal(
      rows.filter(({ state }) => state !== "delivered"),
      [],
    );
    await dispatcher.stop();
    await database.close();
  });

  test.run();
});

/** Holds whoever comes until it is opened. */
function gate() {
  const arrivals = new EventEmitter();
  let arrived = 0;
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    open: () => open(),
    async pass(): Promise<void> {
      arrived++;
      arrivals.emit("arrival");
      await opened;
    },
    /** Resolves when so many have come. */
    async reachedBy(count: number): Promise<void> {
      while (arrived < count) await once(arrivals, "arrival");
    },
  };
}
