import { suite } from "uvu";
import * as assert from "uvu/assert";
import { migrate } from "../../../server/database/migrate.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openFirstSchema } from "../../support/first-schema.ts";

forEachDatabase((dialect) => {
  const test = suite(`migration to devices and shared limits on ${dialect}`);

  test("takes every earlier attempt for a sign-in", async () => {
    const database = await openFirstSchema(dialect);
    const attempt = {
      id: "att_1",
      at: 1,
      subject_id: null,
      identifier_hash: "hash",
      outcome: "failed",
      reason: "credentials",
      ip_address: "192.0.2.1",
      user_agent: "",
      country: null,
      city: null,
    };
    await database.knex(TABLES.loginAttempts).insert(attempt);
    await migrate(database);
    const rows = await database.knex(TABLES.loginAttempts);
    assert.equal(rows, [{ ...attempt, purpose: "sign_in" }]);
    assert.equal(await database.knex(TABLES.devices), []);
    assert.equal(await database.knex(TABLES.rateLimits), []);
    await database.close();
  });

  test.run();
});
