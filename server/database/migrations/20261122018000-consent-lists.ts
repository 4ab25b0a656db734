import type { Knex } from "knex";

const TABLE = "sereno_consent_decisions";

/** Each filter of the list of decisions, in its order: newest first. */
const INDEXES = {
  by_time: "(received_at DESC, seq DESC)",
  by_action: "(action, received_at DESC, seq DESC)",
  by_locale: "(locale, received_at DESC, seq DESC)",
  by_layout: "(layout, received_at DESC, seq DESC)",
  by_version: "(policy_version, received_at DESC, seq DESC)",
};

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`DROP INDEX ${TABLE}_received`);
  for (const [name, columns] of Object.entries(INDEXES)) {
    await knex.raw(`CREATE INDEX ${TABLE}_${name} ON ${TABLE} ${columns}`);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const name of Object.keys(INDEXES)) await knex.raw(`DROP INDEX ${TABLE}_${name}`);
  await knex.raw(`CREATE INDEX ${TABLE}_received ON ${TABLE} (received_at)`);
}
