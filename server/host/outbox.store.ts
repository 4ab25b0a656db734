import type { Knex } from "knex";
import { REVOCATIONS } from "../contract/index.ts";
import { TABLES } from "../database/tables.ts";

/**
 * Keeps, for the host, the revocations among the sessions that have just ended in `trx`: one row each, whose
 * `seq` follows the order of the commits when the audit rows were written before (their lock is held until then).
 * Only what a host can recognise is kept: its own session alias, or a person that it has vouched for. Sessions
 * of built-in accounts are nobody's to tell, so a site without a host writes nothing.
 */
export async function keepRevocations(trx: Knex.Transaction, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  const recognisable = trx({ s: TABLES.sessions })
    .leftJoin({ u: TABLES.subjects }, "u.id", "s.subject_id")
    .whereIn("s.id", sessionIds)
    .whereIn("s.end_reason", REVOCATIONS)
    .where((or) => or.whereNotNull("s.host_sid").orWhereNotNull("u.external_id"))
    .orderBy(["s.ended_at", "s.id"])
    .select("s.ended_at", "s.id", "s.host_sid", "u.external_id", "s.end_reason", "s.end_message");
  const columns = ["at", "session_id", "host_sid", "subject", "end_reason", "end_message"];
  await trx(trx.raw("?? (??, ??, ??, ??, ??, ??)", [TABLES.outbox, ...columns])).insert(recognisable);
}
