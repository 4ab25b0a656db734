import type { Knex } from "knex";
import { type ChainEntry, nextLinks } from "../database/hash-chain.ts";
import { type AuditRow, TABLES } from "../database/tables.ts";
import type { Journal, JournalEntry } from "../journal.ts";

/** Where the lines of sessions.log go. */
interface LineLog {
  write(entry: JournalEntry): void;
}

/** SQLite takes at most 500 rows in one INSERT of Knex's making. */
const ROWS_PER_INSERT = 100;

/** The journal over the hash-chained audit table and sessions.log. */
export function createJournal({ sessionLog }: { sessionLog: LineLog }): Journal {
  return {
    async record(trx, entries) {
      if (entries.length === 0) return;
      await insertChained(trx, entries);
      trx.executionPromise.then(
        () => entries.forEach((entry) => sessionLog.write(entry)),
        // Rolled back: it has not happened. Who waits for the transaction hears why.
        () => undefined,
      );
    },
    note: (entry) => sessionLog.write(entry),
  };
}

/**
 * What the chain hashes of an entry. Who, to whom and the circumstances are personal; that something happened,
 * and when, stays. `data` is committed to as the text that is stored.
 */
export function chainEntryOf({ at, action, actor, target, data }: AuditFields): ChainEntry {
  return { open: { at, action }, personal: { actor, target, data } };
}

type AuditFields = Pick<AuditRow, "at" | "action" | "actor" | "target" | "data">;

async function insertChained(trx: Knex.Transaction, entries: readonly JournalEntry[]): Promise<void> {
  const fields = entries.map(toFields);
  const links = await nextLinks(trx, TABLES.auditLog, fields.map(chainEntryOf));
  const rows = fields.map((field, index) => ({ ...field, ...links[index] }));
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    await trx(TABLES.auditLog).insert(rows.slice(start, start + ROWS_PER_INSERT));
  }
}

function toFields({ at, action, actor, target, data }: JournalEntry): AuditFields {
  return { at, action, actor, target, data: data === undefined ? null : JSON.stringify(data) };
}
