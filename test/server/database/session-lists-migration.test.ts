import * as assert from "uvu/assert";
import { suite } from "uvu";
import { connectDatabase, type Database } from "../../../server/database/connect.ts";
import { migrate } from "../../../server/database/migrate.ts";
import { down, up } from "../../../server/database/migrations/20261122012000-session-lists.ts";
import * as initial from "../../../server/database/migrations/20261122000000-initial.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { createEmptyDatabase, forEachDatabase, type TestDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ target: TestDatabase; database: Database }>(`session lists migration on ${dialect}`);

  test.before.each(async (context) => {
    context.target = await createEmptyDatabase(dialect);
    context.database = connectDatabase(context.target.url);
  });
  test.after.each(async ({ target, database }) => {
    await database.close();
    await target.drop();
  });

  test("gives every session of the first schema its person's username, and goes back", async ({
    database,
  }) => {
    const { knex } = database;
    await initial.up(knex);
    await knex(TABLES.subjects).insert({
      id: "sub_ana",
      username: "ana",
      display_name: "Ana",
      roles: "[]",
      created_at: 1,
    });
    await knex(TABLES.sessions).insert([row("ses_a", "sub_ana"), row("ses_b", null)]);
    await up(knex);
    const usernames = () => knex(TABLES.sessions).orderBy("id").pluck("username");
    assert.equal(await usernames(), ["ana", ""]);
    await knex(TABLES.subjects).update({ username: "zoe" });
    assert.equal(await usernames(), ["zoe", ""]);
    await down(knex);
    await up(knex);
    assert.equal(await usernames(), ["zoe", ""]);
  });

  test("each sort of open and of ended sessions walks its own index, without sorting", async ({
    database,
  }) => {
    await migrate(database);
    for (const [scope, isNull] of [
      ["open", "NULL"],
      ["ended", "NOT NULL"],
    ]) {
      for (const [index, columns] of [
        ["start", "created_at, id"],
        ["last_seen", "last_seen_at, id"],
        ["username", "username, created_at, id"],
      ]) {
        const order = columns
          ?.split(", ")
          .map((column) => `${column} DESC`)
          .join(", ");
        const sql = `SELECT * FROM ${TABLES.sessions} WHERE ended_at IS ${isNull} ORDER BY ${order} LIMIT 26`;
        const plan = await explain(database, sql);
        assert.match(plan, new RegExp(`sereno_sessions_${scope}_by_${index}`), plan);
        assert.not.match(plan, /TEMP B-TREE|Sort/, plan);
      }
    }
  });

  test.run();
});

async function explain({ dialect, knex }: Database, sql: string): Promise<string> {
  if (dialect === "sqlite") return JSON.stringify(await knex.raw(`EXPLAIN QUERY PLAN ${sql}`));
  return knex.transaction(async (trx) => {
    // An empty table is read whole; the question is whether the index can do it.
    await trx.raw("SET LOCAL enable_seqscan = off");
    await trx.raw("SET LOCAL enable_sort = off");
    const { rows } = await trx.raw(`EXPLAIN ${sql}`);
    return JSON.stringify(rows);
  });
}

function row(id: string, subjectId: string | null) {
  return {
    id,
    token_hash: id,
    kind: "signed_in",
    subject_id: subjectId,
    data: "{}",
    created_at: 1,
    last_seen_at: 1,
    idle_expires_at: 2,
    absolute_expires_at: 2,
    ip_first: "192.0.2.1",
    ip_last: "192.0.2.1",
    user_agent: "",
    device_label: "",
    device_type: "unknown",
    request_count: 0,
    path_history: "[]",
  };
}
