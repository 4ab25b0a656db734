import type { Knex } from "knex";
import { createRenameTrigger, dropRenameTrigger, useByteOrder } from "../dialect.ts";

const SESSIONS = "sereno_sessions";
const RENAME = {
  name: "sereno_subjects_rename",
  from: { table: "sereno_subjects", column: "username" },
  to: { table: SESSIONS, column: "username", reference: "subject_id" },
};

/**
 * Every sort walks an index of its own, with the id last to make it a total order. What is open and what has ended
 * have theirs apart: the open ones are few and change all the time, the ended ones never. Single columns find
 * what is rare; what is frequent is met soon on the walk.
 */
const INDEXES = {
  open_by_start: "sereno_sessions (created_at, id) WHERE ended_at IS NULL",
  open_by_last_seen: "sereno_sessions (last_seen_at, id) WHERE ended_at IS NULL",
  open_by_username: "sereno_sessions (username, created_at, id) WHERE ended_at IS NULL",
  open_by_subject: "sereno_sessions (subject_id) WHERE ended_at IS NULL",
  ended_by_start: "sereno_sessions (created_at, id) WHERE ended_at IS NOT NULL",
  ended_by_last_seen: "sereno_sessions (last_seen_at, id) WHERE ended_at IS NOT NULL",
  ended_by_username: "sereno_sessions (username, created_at, id) WHERE ended_at IS NOT NULL",
  by_reason: "sereno_sessions (end_reason) WHERE ended_at IS NOT NULL",
  by_address: "sereno_sessions (ip_last)",
  by_country: "sereno_sessions (country)",
  by_device_type: "sereno_sessions (device_type)",
  by_device_label: "sereno_sessions (device_label)",
};

const ATTEMPT_INDEXES = {
  by_time: "sereno_login_attempts (at, id)",
  by_outcome: "sereno_login_attempts (outcome, at, id)",
  by_subject: "sereno_login_attempts (subject_id, at, id)",
  by_address: "sereno_login_attempts (ip_address, at, id)",
};

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable(SESSIONS, (table) => {
    table.text("username").notNullable().defaultTo("");
  });
  await useByteOrder(knex, SESSIONS, ["id", "username", "ip_last"]);
  await useByteOrder(knex, "sereno_subjects", ["username"]);
  await knex.raw(
    `UPDATE ${SESSIONS} SET username = u.username FROM sereno_subjects u WHERE u.id = subject_id`,
  );
  await createRenameTrigger(knex, RENAME);
  await knex.raw("DROP INDEX sereno_sessions_active_by_last_seen");
  for (const [name, on] of Object.entries(INDEXES))
    await knex.raw(`CREATE INDEX sereno_sessions_${name} ON ${on}`);
  for (const name of ["at", "subject"]) await knex.raw(`DROP INDEX sereno_login_attempts_${name}`);
  for (const [name, on] of Object.entries(ATTEMPT_INDEXES)) {
    await knex.raw(`CREATE INDEX sereno_login_attempts_${name} ON ${on}`);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const name of Object.keys(ATTEMPT_INDEXES)) await knex.raw(`DROP INDEX sereno_login_attempts_${name}`);
  await knex.raw("CREATE INDEX sereno_login_attempts_at ON sereno_login_attempts (at)");
  await knex.raw("CREATE INDEX sereno_login_attempts_subject ON sereno_login_attempts (subject_id, at)");
  for (const name of Object.keys(INDEXES)) await knex.raw(`DROP INDEX sereno_sessions_${name}`);
  await knex.raw(
    `CREATE INDEX sereno_sessions_active_by_last_seen ON ${SESSIONS} (last_seen_at DESC, id) WHERE ended_at IS NULL`,
  );
  await dropRenameTrigger(knex, RENAME);
  await knex.schema.alterTable(SESSIONS, (table) => table.dropColumn("username"));
}
