import { eraseFromAudit } from "./audit/audit.store.ts";
import type { Database } from "./database/connect.ts";
import { BATCH_ROWS, inBatches } from "./database/in-batches.ts";
import { deleteEventsOf } from "./frontend-log/frontend-log.store.ts";
import type { SessionStore } from "./sessions/sessions.store.ts";

/**
 * Removes what leads to a person from sessions, audit log and frontend events, in short transactions. Repeatable:
 * a session is unlinked in the transaction that erases the audit rows which name it.
 */
export async function erasePerson(
  database: Database,
  sessions: SessionStore,
  subjectId: string,
): Promise<void> {
  await inBatches(() =>
    database.transaction(async (trx) => {
      const ids = await sessions.findIdsOf(trx, subjectId, BATCH_ROWS);
      const audited = await eraseFromAudit(trx, ids, BATCH_ROWS);
      return audited === 0 ? sessions.erase(trx, ids) : audited;
    }),
  );
  await inBatches(() => database.transaction((trx) => eraseFromAudit(trx, [subjectId], BATCH_ROWS)));
  await inBatches(() => database.transaction((trx) => deleteEventsOf(trx, subjectId, BATCH_ROWS)));
}
