import type { Knex } from "knex";
import { TABLES } from "../database/tables.ts";

/**
 * Removes who, to whom and the circumstances from at most `limit` of the rows that name one of `ids`, with the
 * salt: nobody can guess them from the commitment any more, and the chain still verifies. Returns how many rows.
 */
export async function eraseFromAudit(
  trx: Knex.Transaction,
  ids: readonly string[],
  limit: number,
): Promise<number> {
  const rows = trx(TABLES.auditLog)
    .select("seq")
    .where((or) => or.whereIn("actor", ids).orWhereIn("target", ids))
    .limit(limit);
  return trx(TABLES.auditLog)
    .whereIn("seq", rows)
    .update({ actor: null, target: null, data: null, salt: null });
}
