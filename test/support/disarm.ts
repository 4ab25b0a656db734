import type { Database } from "../../server/database/connect.ts";
import { TABLES } from "../../server/database/tables.ts";

/** Takes away the triggers that keep the chained rows as they are, as somebody with the database in hands could. */
export async function disarm({ knex, dialect }: Database): Promise<void> {
  for (const table of [TABLES.auditLog, TABLES.consentDecisions]) {
    if (dialect === "postgresql") await knex.raw(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    else for (const on of ["update", "delete"]) await knex.raw(`DROP TRIGGER ${table}_no_${on}`);
  }
}
