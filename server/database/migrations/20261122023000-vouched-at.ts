import type { Knex } from "knex";

/** When the host said what stands of a person: an older word of its that comes later must not undo it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable("sereno_subjects", (table) => {
    table.bigInteger("vouched_at");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable("sereno_subjects", (table) => table.dropColumn("vouched_at"));
}
