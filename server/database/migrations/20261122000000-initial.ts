import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await createSubjects(knex);
  await createSessions(knex);
  await createLoginAttempts(knex);
  await createFrontendEvents(knex);
  await createAuditLog(knex);
  await createConsent(knex);
}

export async function down(knex: Knex): Promise<void> {
  for (const table of [
    "consent_decisions",
    "consent_policies",
    "audit_log",
    "frontend_events",
    "login_attempts",
    "sessions",
    "subjects",
  ]) {
    await knex.schema.dropTable(`sereno_${table}`);
  }
}

function createSubjects(knex: Knex): Promise<void> {
  return knex.schema.createTable("sereno_subjects", (table) => {
    table.text("id").primary();
    table.text("external_id").unique();
    table.text("username").notNullable().unique();
    table.text("display_name").notNullable();
    table.text("email");
    table.text("roles").notNullable();
    table.text("password_hash");
    table.bigInteger("disabled_at");
    table.bigInteger("not_before");
    table.integer("max_sessions");
    table.bigInteger("created_at").notNullable();
  });
}

async function createSessions(knex: Knex): Promise<void> {
  await knex.schema.createTable("sereno_sessions", (table) => {
    table.text("id").primary();
    table.text("token_hash").notNullable().unique();
    table.text("previous_token_hash");
    table.bigInteger("rotated_at");
    table.text("kind").notNullable();
    table.text("subject_id").references("id").inTable("sereno_subjects").onDelete("SET NULL");
    table.text("host_sid");
    table.text("data").notNullable();
    table.bigInteger("created_at").notNullable();
    table.bigInteger("authenticated_at");
    table.bigInteger("sudo_until");
    table.bigInteger("last_seen_at").notNullable();
    table.bigInteger("idle_expires_at").notNullable();
    table.bigInteger("absolute_expires_at").notNullable();
    table.bigInteger("ended_at");
    table.text("end_reason");
    table.text("ended_by");
    table.text("end_message");
    table.text("ip_first").notNullable();
    table.text("ip_last").notNullable();
    table.text("user_agent").notNullable();
    table.text("client_hints");
    table.text("device_id");
    table.text("device_label").notNullable();
    table.text("device_type").notNullable();
    table.text("browser");
    table.text("os");
    table.text("country");
    table.text("city");
    table.integer("request_count").notNullable();
    table.text("path_history").notNullable();
    table.index(["host_sid"], "sereno_sessions_host_sid");
  });
  for (const [name, columns] of [
    ["previous_token", "(previous_token_hash) WHERE previous_token_hash IS NOT NULL"],
    ["by_subject", "(subject_id, created_at DESC, id)"],
    ["by_start", "(created_at DESC, id)"],
    ["active_by_last_seen", "(last_seen_at DESC, id) WHERE ended_at IS NULL"],
    ["active_by_idle", "(idle_expires_at) WHERE ended_at IS NULL"],
    ["active_by_absolute", "(absolute_expires_at) WHERE ended_at IS NULL"],
  ]) {
    await knex.raw(`CREATE INDEX sereno_sessions_${name} ON sereno_sessions ${columns}`);
  }
}

function createLoginAttempts(knex: Knex): Promise<void> {
  return knex.schema.createTable("sereno_login_attempts", (table) => {
    table.text("id").primary();
    table.bigInteger("at").notNullable();
    table.text("subject_id").references("id").inTable("sereno_subjects").onDelete("SET NULL");
    table.text("identifier_hash").notNullable();
    table.text("outcome").notNullable();
    table.text("reason");
    table.text("ip_address").notNullable();
    table.text("user_agent").notNullable();
    table.text("country");
    table.text("city");
    table.index(["at"], "sereno_login_attempts_at");
    table.index(["subject_id", "at"], "sereno_login_attempts_subject");
  });
}

function createFrontendEvents(knex: Knex): Promise<void> {
  return knex.schema.createTable("sereno_frontend_events", (table) => {
    table.text("id").primary();
    table.bigInteger("at").notNullable();
    table.bigInteger("received_at").notNullable();
    table.text("type").notNullable();
    table.text("level").notNullable();
    table.text("message");
    table.text("path");
    table.integer("count").notNullable();
    table.text("data");
    table.text("session_id");
    table.text("subject_id");
    table.index(["received_at"], "sereno_frontend_events_received");
    table.index(["session_id", "received_at"], "sereno_frontend_events_session");
  });
}

/** `seq` is given by the writer, so that a gap is a missing row. */
function createAuditLog(knex: Knex): Promise<void> {
  return knex.schema.createTable("sereno_audit_log", (table) => {
    table.bigInteger("seq").primary();
    table.bigInteger("at").notNullable();
    table.text("action").notNullable();
    table.text("actor");
    table.text("target");
    table.text("data");
    table.text("salt");
    table.text("commitment").notNullable();
    table.text("previous_hash");
    table.text("hash").notNullable();
    table.index(["at"], "sereno_audit_log_at");
    table.index(["target"], "sereno_audit_log_target");
  });
}

async function createConsent(knex: Knex): Promise<void> {
  await knex.schema.createTable("sereno_consent_policies", (table) => {
    table.text("hash").primary();
    table.integer("version").notNullable();
    table.text("snapshot").notNullable();
    table.bigInteger("created_at").notNullable();
  });
  await knex.schema.createTable("sereno_consent_decisions", (table) => {
    table.bigInteger("seq").primary();
    table.text("id").notNullable().unique();
    table.text("action").notNullable();
    table.text("granted").notNullable();
    table.integer("policy_version").notNullable();
    table.text("policy_hash").notNullable().references("hash").inTable("sereno_consent_policies");
    table.bigInteger("decided_at").notNullable();
    table.bigInteger("received_at").notNullable();
    table.text("locale").notNullable();
    table.text("layout").notNullable();
    table.text("source").notNullable();
    table.text("secret_hash");
    table.text("salt");
    table.text("commitment").notNullable();
    table.text("previous_hash");
    table.text("hash").notNullable();
    table.index(["received_at"], "sereno_consent_decisions_received");
  });
}
