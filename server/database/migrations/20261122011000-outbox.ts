import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("sereno_outbox", (table) => {
    table.bigIncrements("seq");
    table.bigInteger("at").notNullable();
    table.text("session_id").notNullable();
    table.text("host_sid");
    table.text("subject");
    table.text("end_reason").notNullable();
    table.text("end_message");
    table.index(["at"], "sereno_outbox_at");
    table.index(["host_sid"], "sereno_outbox_host_sid");
  });
  // What retention looks for.
  await knex.raw(
    "CREATE INDEX sereno_sessions_by_end ON sereno_sessions (ended_at) WHERE ended_at IS NOT NULL",
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("DROP INDEX sereno_sessions_by_end");
  await knex.schema.dropTable("sereno_outbox");
}
