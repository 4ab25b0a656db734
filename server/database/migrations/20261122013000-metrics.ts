import type { Knex } from "knex";

const SESSIONS = "sereno_sessions";

/** What is counted is read from an index alone; what is long past is read from one small row an hour. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("sereno_hourly_tallies", (table) => {
    table.bigInteger("hour").primary();
    table.text("tally").notNullable();
  });
  await knex.raw("DROP INDEX sereno_sessions_by_end");
  await knex.raw(
    `CREATE INDEX sereno_sessions_by_end ON ${SESSIONS} (ended_at, end_reason, created_at) WHERE ended_at IS NOT NULL`,
  );
  await knex.raw(
    `CREATE INDEX sereno_sessions_open_by_kind ON ${SESSIONS} (kind, device_type) WHERE ended_at IS NULL`,
  );
  await knex.raw(
    "CREATE INDEX sereno_consent_decisions_tally ON sereno_consent_decisions (received_at, action)",
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("DROP INDEX sereno_consent_decisions_tally");
  await knex.raw("DROP INDEX sereno_sessions_open_by_kind");
  await knex.raw("DROP INDEX sereno_sessions_by_end");
  await knex.raw(`CREATE INDEX sereno_sessions_by_end ON ${SESSIONS} (ended_at) WHERE ended_at IS NOT NULL`);
  await knex.schema.dropTable("sereno_hourly_tallies");
}
