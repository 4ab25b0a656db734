import { suite } from "uvu";
import * as assert from "uvu/assert";
import { migrate } from "../../../server/database/migrate.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openFirstSchema } from "../../support/first-schema.ts";

const SUBJECT = {
  id: "sub_1",
  username: "ana",
  display_name: "Ana",
  roles: "[]",
  password_hash: "hash",
  created_at: 1,
};

forEachDatabase((dialect) => {
  const test = suite(`migration to identities on ${dialect}`);

  test("leaves people as they are, known to no provider; an identity goes with its person", async () => {
    const database = await openFirstSchema(dialect);
    const subjects = () => database.knex(TABLES.subjects);
    const identities = () => database.knex(TABLES.identities);
    await subjects().insert(SUBJECT);
    await migrate(database);
    const { password_hash, username } = await subjects().first();
    assert.equal([username, password_hash], ["ana", "hash"]);
    assert.equal(await identities(), []);
    const identity = { issuer: "https://id.example", subject: "1", subject_id: "sub_1", created_at: 2 };
    await identities().insert(identity);
    const again = await identities()
      .insert(identity)
      .then(
        () => "kept",
        () => "refused",
      );
    assert.is(again, "refused");
    await subjects().delete();
    assert.equal(await identities(), []);
    await database.close();
  });

  test.run();
});
