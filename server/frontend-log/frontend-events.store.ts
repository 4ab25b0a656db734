import type { Knex } from "knex";
import type { Database } from "../database/connect.ts";
import { type FrontendEventRow, TABLES } from "../database/tables.ts";
import type { EventGroup, EventPage, EventPlace, EventQuery, StoredEvent } from "./stored-event.ts";

export type FrontendEventStore = ReturnType<typeof createFrontendEventStore>;

/**
 * Events that one page of a list looks at when a filter has no index: a rare word must not read a million rows.
 * A page may then hold fewer items than asked for, and still have a next one.
 */
const SCAN_ROWS = 5_000;
const GROUPS = 50;
const RECENT_ROWS = 200;

/** Reads what pages reported. */
export function createFrontendEventStore({ knex }: Pick<Database, "knex">, { scanRows = SCAN_ROWS } = {}) {
  /** Newest first, by the filters that have an index. */
  function newest(query: EventQuery, after: EventPlace | undefined, limit: number): Knex.QueryBuilder {
    const { sessionId, subjectId, type } = query;
    const rows = knex(TABLES.frontendEvents)
      .orderBy([
        { column: "received_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .limit(limit);
    if (sessionId !== undefined) rows.where({ session_id: sessionId });
    if (subjectId !== undefined) rows.where({ subject_id: subjectId });
    if (type !== undefined) rows.where({ type });
    if (after !== undefined) rows.whereRaw("(received_at, id) < (?, ?)", [after.receivedAt, after.id]);
    return rows;
  }

  /** The same with the others, among the newest `scanRows`. */
  function matching(query: EventQuery, after?: EventPlace): Knex.QueryBuilder {
    const rows = knex.from(newest(query, after, scanRows).as("e"));
    if (query.level !== undefined) rows.where("e.level", query.level);
    if (query.text !== undefined) rows.where((where) => contains(where, query.text ?? ""));
    return rows;
  }

  return {
    async list(query: EventQuery, limit: number, after?: EventPlace): Promise<EventPage> {
      const rows: StoredEvent[] = await matching(query, after)
        .leftJoin({ s: TABLES.subjects }, "s.id", "e.subject_id")
        .select("e.*", "s.username")
        .orderBy([
          { column: "e.received_at", order: "desc" },
          { column: "e.id", order: "desc" },
        ])
        .limit(limit + 1);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      if (rows.length > limit && last) return { items, next: placeOf(last) };
      // Fewer than asked for: perhaps only because no more were looked at.
      const border: FrontendEventRow | undefined = await newest(query, after, 1)
        .offset(scanRows - 1)
        .first();
      return { items, next: border && placeOf(border) };
    },

    /** What happened most often, among the newest. */
    async group(query: EventQuery): Promise<{ groups: EventGroup[]; events: number; isCapped: boolean }> {
      const rows: EventGroup[] = await matching(query)
        .groupBy("e.type", "e.level", "e.message")
        .select("e.type", "e.level", "e.message")
        .sum({ count: "e.count" })
        .countDistinct({ sessions: "e.session_id" })
        .min({ firstAt: "e.at" })
        .max({ lastAt: "e.at" })
        .orderBy([
          { column: "count", order: "desc" },
          { column: "lastAt", order: "desc" },
        ])
        .limit(GROUPS);
      const total = await matching(query).count({ events: "*" }).first();
      const border = await newest(query, undefined, 1).offset(scanRows).first();
      const groups = rows.map((row) => ({
        ...row,
        count: Number(row.count),
        sessions: Number(row.sessions),
      }));
      return { groups, events: Number(total?.events), isCapped: border !== undefined };
    },

    /** What came at `since` or later, oldest first; of many the newest 200. */
    async listSince(since: number): Promise<StoredEvent[]> {
      const rows: StoredEvent[] = await knex
        .from({ e: TABLES.frontendEvents })
        .where("e.received_at", ">=", since)
        .leftJoin({ s: TABLES.subjects }, "s.id", "e.subject_id")
        .select("e.*", "s.username")
        .orderBy([
          { column: "e.received_at", order: "desc" },
          { column: "e.id", order: "desc" },
        ])
        .limit(RECENT_ROWS);
      return rows.toReversed();
    },
  };
}

function placeOf({ received_at, id }: FrontendEventRow): EventPlace {
  return { receivedAt: received_at, id };
}

function contains(where: Knex.QueryBuilder, text: string): void {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  for (const column of ["e.message", "e.path", "e.data"]) {
    where.orWhereRaw("LOWER(??) LIKE ? ESCAPE '\\'", [column, pattern]);
  }
}
