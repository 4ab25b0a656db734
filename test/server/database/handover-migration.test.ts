import { suite } from "uvu";
import * as assert from "uvu/assert";
import { migrate } from "../../../server/database/migrate.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { spendToken } from "../../../server/host/used-tokens.store.ts";
import { down as takeBack } from "../../../server/database/migrations/20261122023000-vouched-at.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openFirstSchema } from "../../support/first-schema.ts";

forEachDatabase((dialect) => {
  const test = suite(`migration to handed-over sessions on ${dialect}`);

  test("leaves people as they are, and tells a token that was used from one that was not", async () => {
    const database = await openFirstSchema(dialect);
    const subject = {
      id: "sub_1",
      external_id: "ana",
      username: "ana",
      display_name: "Ana",
      roles: "[]",
      not_before: 7,
      created_at: 1,
    };
    await database.knex(TABLES.subjects).insert(subject);
    await migrate(database);
    const { external_id, not_before, vouched_at } = await database.knex(TABLES.subjects).first();
    assert.equal([external_id, not_before, vouched_at], ["ana", 7, null]);
    const spend = (jti: string) => database.transaction((trx) => spendToken(trx, jti, 1_795_341_600_000));
    assert.equal([await spend("a"), await spend("a"), await spend("b")], [true, false, true]);
    await database.close();
  });

  test("is taken back without what refers to a person", async () => {
    const database = await openFirstSchema(dialect);
    await migrate(database);
    const person = { id: "sub_1", external_id: "ana", username: "ana", display_name: "Ana", roles: "[]" };
    await database.knex(TABLES.subjects).insert({ ...person, created_at: 1 });
    await database
      .knex(TABLES.devices)
      .insert({ id: "dev_1", subject_id: "sub_1", first_seen_at: 1, last_seen_at: 1 });
    await database.knex.transaction((trx) => takeBack(trx));
    assert.is((await database.knex(TABLES.devices)).length, 1);
    assert.not.ok("vouched_at" in (await database.knex(TABLES.subjects).first()));
    await database.close();
  });

  test.run();
});
