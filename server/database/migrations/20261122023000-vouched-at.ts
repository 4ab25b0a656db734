import type { Knex } from "knex";

/** When the host said what stands of a person: an older word of its that comes later must not undo it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("sereno_subjects", (table) => {
    table.bigInteger("vouched_at");
  });
}

/** Not by Knex: on SQLite it makes the table anew, and what refers to a person goes with the old one. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw("ALTER TABLE sereno_subjects DROP COLUMN vouched_at");
}
