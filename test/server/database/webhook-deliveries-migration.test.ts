import { suite } from "uvu";
import * as assert from "uvu/assert";
import { migrate } from "../../../server/database/migrate.ts";
import * as outbox from "../../../server/database/migrations/20261122011000-outbox.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openFirstSchema } from "../../support/first-schema.ts";

const NAME = "20261122021000-webhook-deliveries";

forEachDatabase((dialect) => {
  const test = suite(`migration to webhook deliveries on ${dialect}`);

  test("leaves what hosts were to be told as it is, and sends nothing of it", async () => {
    const database = await openFirstSchema(dialect);
    await database.knex.transaction((trx) => outbox.up(trx));
    const row = {
      seq: 7,
      at: 1,
      session_id: "ses_1",
      host_sid: "alias",
      subject: null,
      end_reason: "forced",
      end_message: null,
    };
    await database.knex(TABLES.outbox).insert(row);
    await database.knex("sereno_migrations").insert({ name: "20261122011000-outbox", batch: 1 });
    assert.ok((await migrate(database)).includes(NAME));
    assert.equal(await database.knex(TABLES.outbox), [row]);
    assert.equal(await database.knex(TABLES.webhookDeliveries), []);
    await database.close();
  });

  test.run();
});
