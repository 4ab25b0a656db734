import type { Knex } from "knex";
import type { Database } from "../database/connect.ts";
import { type AuditRow, TABLES } from "../database/tables.ts";
import type { JournalAction } from "../journal.ts";
import type { AuditEntry } from "./audit-entry.ts";

/** What a list asks for; times in epoch ms. `before` is the last row of the page above. */
export interface AuditQuery {
  action?: string | undefined;
  actor?: string | undefined;
  target?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  before?: { at: number; seq: number } | undefined;
}

export type AuditStore = ReturnType<typeof createAuditStore>;

/** The audit_log table, except for what `createJournal` appends. */
export function createAuditStore({ knex }: Database) {
  return {
    /** Newest first. An index serves each filter in that order. */
    async list({ action, actor, target, from, to, limit, before }: AuditQuery): Promise<AuditEntry[]> {
      const rows: Knex.QueryBuilder<AuditRow, AuditRow[]> = knex(TABLES.auditLog)
        .orderBy([
          { column: "at", order: "desc" },
          { column: "seq", order: "desc" },
        ])
        .limit(limit);
      if (action !== undefined) rows.where({ action });
      if (actor !== undefined) rows.where({ actor });
      if (target !== undefined) rows.where({ target });
      if (from !== undefined) rows.where("at", ">=", from);
      if (to !== undefined) rows.where("at", "<=", to);
      if (before !== undefined) rows.whereRaw("(at, seq) < (?, ?)", [before.at, before.seq]);
      return (await rows).map(toEntry);
    },

    /** The data of the newest row with that action and target. */
    async findData(action: string, target: string): Promise<Record<string, unknown> | undefined> {
      const row: AuditRow | undefined = await knex(TABLES.auditLog)
        .where({ action, target })
        .orderBy("seq", "desc")
        .first();
      return (row && toEntry(row))?.data ?? undefined;
    },
  };
}

function toEntry({ seq, at, actor, action, target, data, hash, previous_hash }: AuditRow): AuditEntry {
  const previousHash = previous_hash;
  return {
    seq,
    at,
    actor,
    action,
    target,
    data: data === null ? null : JSON.parse(data),
    hash,
    previousHash,
  };
}

/** At most `limit` ids of sessions that began as this person's, be they kept or gone. */
export function findSessionsBegunBy(trx: Knex.Transaction, actor: string, limit: number): Promise<string[]> {
  return trx(TABLES.auditLog)
    .where({ action: "SESSION_CREATED" satisfies JournalAction, actor })
    .whereNotNull("target")
    .limit(limit)
    .pluck("target");
}

/**
 * Removes who, to whom and the circumstances from at most `limit` of the rows that name one of `ids`, with the
 * salt: nobody can guess them from the commitment any more, and the chain still verifies. Newest first, so that the
 * row that tells whose a session was goes last. Returns how many rows.
 */
export async function eraseFromAudit(
  trx: Knex.Transaction,
  ids: readonly string[],
  limit: number,
): Promise<number> {
  const rows = trx(TABLES.auditLog)
    .select("seq")
    .where((or) => or.whereIn("actor", ids).orWhereIn("target", ids))
    .orderBy("seq", "desc")
    .limit(limit);
  return trx(TABLES.auditLog)
    .whereIn("seq", rows)
    .update({ actor: null, target: null, data: null, salt: null });
}
