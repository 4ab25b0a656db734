import type { Knex } from "knex";
import { eraseFromAudit, findSessionsBegunBy } from "./audit/audit.store.ts";
import type { Database } from "./database/connect.ts";
import { BATCH_ROWS, inBatches } from "./database/in-batches.ts";
import { deleteEventsOf } from "./frontend-log/frontend-log.store.ts";
import { eraseFromOutbox } from "./host/outbox.store.ts";
import type { SessionStore } from "./sessions/sessions.store.ts";

/**
 * Removes what leads to a person from sessions, audit log, outbox and frontend events, in short transactions. Repeatable:
 * a session is unlinked in the transaction that erases the audit rows which name it. The audit log outlives sessions:
 * whose those were that retention has removed, it alone still says.
 */
export async function erasePerson(
  database: Database,
  sessions: SessionStore,
  subjectId: string,
): Promise<void> {
  await inBatches(() =>
    database.transaction(async (trx) => {
      const ids = await sessions.findIdsOf(trx, subjectId, BATCH_ROWS);
      await eraseFromOutbox(trx, ids);
      const audited = await eraseFromAudit(trx, ids, BATCH_ROWS);
      return audited === 0 ? sessions.erase(trx, ids) : audited;
    }),
  );
  await inBatches(() => database.transaction((trx) => eraseRemovedSessions(trx, subjectId)));
  await inBatches(() => database.transaction((trx) => eraseFromAudit(trx, [subjectId], BATCH_ROWS)));
  await inBatches(() => database.transaction((trx) => deleteEventsOf(trx, subjectId, BATCH_ROWS)));
}

/** Sessions that are gone: the rows of their ends hold name, address and browser, yet no id of the person. */
async function eraseRemovedSessions(trx: Knex.Transaction, subjectId: string): Promise<number> {
  const ids = await findSessionsBegunBy(trx, subjectId, BATCH_ROWS);
  if (ids.length === 0) return 0;
  await eraseFromOutbox(trx, ids);
  return eraseFromAudit(trx, ids, BATCH_ROWS);
}
