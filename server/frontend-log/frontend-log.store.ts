import type { Knex } from "knex";
import { returnedRows } from "../database/dialect.ts";
import { type FrontendEventRow, TABLES } from "../database/tables.ts";
import type { AcceptedEvent } from "./frontend-log.schema.ts";

/** An event with what the server knows about who sent it, and when it came. */
export interface StampedEvent extends AcceptedEvent {
  receivedAt: number;
  sessionId: string | null;
  subjectId: string | null;
}

const COLUMNS = [
  "id",
  "at",
  "received_at",
  "type",
  "level",
  "message",
  "path",
  "count",
  "data",
  "session_id",
  "subject_id",
] as const satisfies readonly (keyof FrontendEventRow)[];
const ROW = `(${COLUMNS.map(() => "?").join(", ")})`;
/** PostgreSQL takes 65,535 values in one statement, SQLite half as many. */
const ROWS_PER_INSERT = 500;

/** Inserts what is not there yet, by id. Returns the ids that were new. */
export async function insertEvents(
  trx: Knex.Transaction,
  events: readonly StampedEvent[],
): Promise<Set<string>> {
  const inserted = new Set<string>();
  for (let start = 0; start < events.length; start += ROWS_PER_INSERT) {
    const rows = await insertRows(trx, events.slice(start, start + ROWS_PER_INSERT).map(toRow));
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

/** As text: Knex takes as long to make this statement as SQLite to run it. */
function insertRows(trx: Knex.Transaction, rows: readonly FrontendEventRow[]): Promise<{ id: string }[]> {
  return returnedRows(
    trx.raw(
      `INSERT INTO ${TABLES.frontendEvents} (${COLUMNS.join(", ")}) VALUES ${rows.map(() => ROW).join(", ")}
      ON CONFLICT (id) DO NOTHING RETURNING id`,
      rows.flatMap((row) => COLUMNS.map((column) => row[column])),
    ),
  );
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
