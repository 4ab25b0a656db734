import type { Knex } from "knex";
import { type FrontendEventRow, TABLES } from "../database/tables.ts";
import type { AcceptedEvent } from "./frontend-log.schema.ts";

/** An event with what the server knows about who sent it, and when it came. */
export interface StampedEvent extends AcceptedEvent {
  receivedAt: number;
  sessionId: string | null;
  subjectId: string | null;
}

/** SQLite takes at most 500 rows in one INSERT of Knex's making. */
const ROWS_PER_INSERT = 250;

/** Inserts what is not there yet, by id. Returns the ids that were new. */
export async function insertEvents(
  trx: Knex.Transaction,
  events: readonly StampedEvent[],
): Promise<Set<string>> {
  const inserted = new Set<string>();
  for (let start = 0; start < events.length; start += ROWS_PER_INSERT) {
    const rows: { id: string }[] = await trx(TABLES.frontendEvents)
      .insert(events.slice(start, start + ROWS_PER_INSERT).map(toRow))
      .onConflict("id")
      .ignore()
      .returning("id");
    for (const { id } of rows) inserted.add(id);
  }
  return inserted;
}

/** Deletes at most `limit` events that a person's pages sent. Returns how many. */
export async function deleteEventsOf(
  trx: Knex.Transaction,
  subjectId: string,
  limit: number,
): Promise<number> {
  const rows = trx(TABLES.frontendEvents).select("id").where({ subject_id: subjectId }).limit(limit);
  return trx(TABLES.frontendEvents).whereIn("id", rows).delete();
}

function toRow(event: StampedEvent): FrontendEventRow {
  return {
    id: event.id,
    at: event.at,
    received_at: event.receivedAt,
    type: event.type,
    level: event.level,
    message: event.message ?? null,
    path: event.path ?? null,
    count: event.count,
    data: event.data === undefined ? null : JSON.stringify(event.data),
    session_id: event.sessionId,
    subject_id: event.subjectId,
  };
}
