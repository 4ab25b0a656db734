import type { Knex } from "knex";
import { createRowGuard, dropRowGuard, type RowGuard } from "../dialect.ts";

const AUDIT = "sereno_audit_log";
const CONSENT = "sereno_consent_decisions";

const AUDIT_INDEXES = {
  by_time: "(at DESC, seq DESC)",
  by_action: "(action, at DESC, seq DESC)",
  by_actor: "(actor, at DESC, seq DESC)",
  by_target: "(target, at DESC, seq DESC)",
};

const same = (columns: string[]) =>
  columns.map((column) => `NEW.${column} IS NOT DISTINCT FROM OLD.${column}`).join(" AND ");
const gone = (columns: string[]) => columns.map((column) => `NEW.${column} IS NULL`).join(" AND ");
const pruned = (table: string) =>
  `OLD.seq <= (SELECT pruned_seq FROM sereno_chains WHERE chain = '${table}')`;
const LINK = ["seq", "commitment", "previous_hash", "hash"];

/** Erasing a person is the one change of a row, pruning the one way to delete it. A PRUNED row names nobody. */
const GUARDS: RowGuard[] = [
  {
    name: "sereno_audit_log_no_update",
    table: AUDIT,
    on: "UPDATE",
    unless: `${same([...LINK, "at", "action"])} AND ${gone(["actor", "target", "data", "salt"])} AND OLD.action <> 'PRUNED'`,
    message: "an audit row never changes; only what is personal in it can be erased",
  },
  {
    name: "sereno_audit_log_no_delete",
    table: AUDIT,
    on: "DELETE",
    unless: pruned(AUDIT),
    message: "an audit row goes by pruning only",
  },
  {
    name: "sereno_consent_decisions_no_update",
    table: CONSENT,
    on: "UPDATE",
    unless: `${same([
      ...LINK,
      "action",
      "granted",
      "policy_version",
      "policy_hash",
      "decided_at",
      "received_at",
      "locale",
      "layout",
      "source",
    ])} AND NEW.id LIKE 'erased:%' AND ${gone(["secret_hash", "salt"])}`,
    message: "a decision never changes; only what is personal in it can be erased",
  },
  {
    name: "sereno_consent_decisions_no_delete",
    table: CONSENT,
    on: "DELETE",
    unless: pruned(CONSENT),
    message: "a decision goes by pruning only",
  },
];

export async function up(knex: Knex): Promise<void> {
  await createChains(knex);
  for (const guard of GUARDS) await createRowGuard(knex, guard);
  await knex.raw("DROP INDEX sereno_audit_log_at");
  await knex.raw("DROP INDEX sereno_audit_log_target");
  for (const [name, columns] of Object.entries(AUDIT_INDEXES)) {
    await knex.raw(`CREATE INDEX ${AUDIT}_${name} ON ${AUDIT} ${columns}`);
  }
  await knex.raw(
    "CREATE INDEX sereno_frontend_events_by_subject ON sereno_frontend_events (subject_id) WHERE subject_id IS NOT NULL",
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw("DROP INDEX sereno_frontend_events_by_subject");
  for (const name of Object.keys(AUDIT_INDEXES)) await knex.raw(`DROP INDEX ${AUDIT}_${name}`);
  await knex.raw(`CREATE INDEX sereno_audit_log_at ON ${AUDIT} (at)`);
  await knex.raw(`CREATE INDEX sereno_audit_log_target ON ${AUDIT} (target)`);
  for (const guard of GUARDS) await dropRowGuard(knex, guard);
  await knex.schema.dropTable("sereno_chains");
}

/** The chains that are there go on where they are. */
async function createChains(knex: Knex): Promise<void> {
  await knex.schema.createTable("sereno_chains", (table) => {
    table.text("chain").primary();
    table.bigInteger("seq").notNullable();
    table.text("hash");
    table.bigInteger("pruned_seq").notNullable();
    table.text("pruned_hash");
  });
  for (const chain of [AUDIT, CONSENT]) {
    const last = await knex(chain).orderBy("seq", "desc").first("seq", "hash");
    await knex("sereno_chains").insert({
      chain,
      seq: last?.seq ?? 0,
      hash: last?.hash ?? null,
      pruned_seq: 0,
      pruned_hash: null,
    });
  }
}
