import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import knexFactory from "knex";
import { serveKoaSession } from "./koa-session.ts";

const filename = join(mkdtempSync(join(tmpdir(), "sereno-bench-")), "sessions.db");
const knex = knexFactory({ client: "sqlite3", connection: { filename }, useNullAsDefault: true });
await knex.raw("PRAGMA journal_mode = WAL");
await knex.schema.createTable("sessions", (table) => {
  table.text("key").primary();
  table.text("value").notNullable();
});

await serveKoaSession({
  async get(key) {
    const row = await knex("sessions").where({ key }).first();
    return row && JSON.parse(row.value);
  },
  async set(key, value) {
    await knex("sessions")
      .insert({ key, value: JSON.stringify(value) })
      .onConflict("key")
      .merge();
  },
  async destroy(key) {
    await knex("sessions").where({ key }).delete();
  },
});
