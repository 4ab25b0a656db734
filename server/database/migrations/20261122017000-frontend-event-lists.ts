import type { Knex } from "knex";

const TABLE = "sereno_frontend_events";

/** What a superuser filters by most, and what the erasure of a person looks for; newest first in each. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable(TABLE, (table) => {
    table.index(["type", "received_at"], "sereno_frontend_events_type");
    table.index(["subject_id", "received_at"], "sereno_frontend_events_subject");
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable(TABLE, (table) => {
    table.dropIndex(["type", "received_at"], "sereno_frontend_events_type");
    table.dropIndex(["subject_id", "received_at"], "sereno_frontend_events_subject");
  });
}
