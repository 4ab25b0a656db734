import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("sereno_webhook_deliveries", (table) => {
    table.text("id").primary();
    // Goes with the revocation that it tells of.
    table
      .bigInteger("seq")
      .notNullable()
      .unique()
      .references("seq")
      .inTable("sereno_outbox")
      .onDelete("CASCADE");
    table.text("queue").notNullable();
    table.text("state").notNullable();
    table.integer("attempts").notNullable();
    table.bigInteger("next_attempt_at");
    table.bigInteger("expires_at").notNullable();
    table.bigInteger("last_attempt_at");
    table.integer("last_status");
    table.text("last_error");
    table.bigInteger("delivered_at");
  });
  // What is delivered is nearly all of it, and found from the newest on.
  for (const [name, columns, state] of [
    ["due", "(next_attempt_at, seq)", "pending"],
    ["queue", "(queue, seq)", "pending"],
    ["pending", "(seq)", "pending"],
    ["failed", "(seq)", "failed"],
  ]) {
    await knex.raw(
      `CREATE INDEX sereno_webhook_deliveries_${name} ON sereno_webhook_deliveries ${columns} WHERE state = '${state}'`,
    );
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("sereno_webhook_deliveries");
}
