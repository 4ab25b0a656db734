import type { Knex } from "knex";

const BY_OUTCOME = "sereno_login_attempts_by_outcome";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("sereno_devices", (table) => {
    table.text("id").notNullable();
    table.text("subject_id").notNullable().references("id").inTable("sereno_subjects").onDelete("CASCADE");
    table.bigInteger("first_seen_at").notNullable();
    table.bigInteger("last_seen_at").notNullable();
    table.primary(["id", "subject_id"]);
    table.index(["subject_id"], "sereno_devices_subject");
    table.index(["last_seen_at"], "sereno_devices_last_seen");
  });
  // In the order in which rate-limiter-flexible inserts them.
  await knex.schema.createTable("sereno_rate_limits", (table) => {
    table.text("key").primary();
    table.integer("points").notNullable().defaultTo(0);
    table.bigInteger("expire");
  });
  // A confirmation of the password is no sign-in.
  await knex.schema.alterTable("sereno_login_attempts", (table) => {
    table.text("purpose").notNullable().defaultTo("sign_in");
  });
  await knex.raw(`DROP INDEX ${BY_OUTCOME}`);
  await knex.raw(`CREATE INDEX ${BY_OUTCOME} ON sereno_login_attempts (outcome, at, id, purpose)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP INDEX ${BY_OUTCOME}`);
  await knex.raw(`CREATE INDEX ${BY_OUTCOME} ON sereno_login_attempts (outcome, at, id)`);
  await knex.schema.alterTable("sereno_login_attempts", (table) => table.dropColumn("purpose"));
  await knex.schema.dropTable("sereno_rate_limits");
  await knex.schema.dropTable("sereno_devices");
}
