import type { Knex } from "knex";
import { TABLES } from "../database/tables.ts";
import type { Scope, SessionFilter } from "./session-search.ts";

export type Query = Knex.QueryBuilder;

/** One way to match a filter, which an index can find. */
type Condition = (query: Query) => Query;

/** A filter as the ways to match it; a row that matches one of them passes. */
export type Alternatives = readonly Condition[];

const DEVICE_TYPES = new Set(["desktop", "mobile", "tablet", "bot", "unknown"]);
/** Above every character of a username, an address or an id in byte order. */
const LAST = "\u{10FFFF}";

/** The filters that an index can find rows by. */
export function indexedFilters(filter: SessionFilter, scope: Scope): Alternatives[] {
  const { subjectId, q, device, ip, country, endReason, from, to } = filter;
  const filters: Alternatives[] = [];
  if (subjectId !== undefined) filters.push([equals("subject_id", subjectId)]);
  if (ip !== undefined) filters.push([equals("ip_last", ip)]);
  if (country !== undefined) filters.push([equals("country", country)]);
  if (device !== undefined) {
    filters.push([equals(DEVICE_TYPES.has(device) ? "device_type" : "device_label", device)]);
  }
  if (q !== undefined)
    filters.push(
      ["username", "ip_last", "id"].map((column) =>
        startsWith(column, column === "username" ? q.normalize("NFKC").toLowerCase() : q),
      ),
    );
  if (from !== undefined || to !== undefined) filters.push([startedBetween(from, to)]);
  if (endReason !== undefined && scope === "ended") filters.push([equals("end_reason", endReason)]);
  return filters;
}

/** The condition of a scope that its partial indexes carry. */
export function inScope(query: Query, scope: Scope): Query {
  return scope === "ended" ? query.whereNotNull("s.ended_at") : query.whereNull("s.ended_at");
}

/** Everything that a row must meet beside `inScope`. */
export function applyFilters(query: Query, filter: SessionFilter, scope: Scope, now: number): void {
  for (const alternatives of indexedFilters(filter, scope)) {
    query.where((or) => {
      for (const matches of alternatives) or.orWhere((one) => void matches(one));
    });
  }
  const { exceptId, endReason } = filter;
  if (exceptId !== undefined) query.whereNot("s.id", exceptId);
  if (scope === "active") {
    query.where("s.idle_expires_at", ">", now).where("s.absolute_expires_at", ">", now);
  }
  if (scope === "lapsed") {
    query.where((or) => or.where("s.idle_expires_at", "<=", now).orWhere("s.absolute_expires_at", "<=", now));
    if (endReason === "expired_idle") query.whereRaw("s.idle_expires_at <= s.absolute_expires_at");
    if (endReason === "expired_absolute") query.whereRaw("s.idle_expires_at > s.absolute_expires_at");
  }
}

/** How to find what has passed a deadline. */
export function lapsedBy(now: number): Alternatives {
  return ["idle_expires_at", "absolute_expires_at"].map(
    (column) => (query: Query) => query.where(`s.${column}`, "<=", now),
  );
}

/** Ids of at most `limit` rows of each alternative, found by its index. */
export function idsMatching(knex: Knex, alternatives: Alternatives, scope: Scope, limit: number): Query {
  const found = alternatives.map((matches): Query => {
    const rows: Query = inScope(knex({ s: TABLES.sessions }).select("s.id"), scope).limit(limit);
    // SQLite takes no LIMIT inside a UNION but in a subquery.
    return knex.select("id").from(matches(rows).as("found"));
  });
  return knex.queryBuilder().union(found);
}

/** How many rows `rows` gives; it must be bounded itself. */
export async function countRows(knex: Knex, rows: Query): Promise<number> {
  const [row]: { count: number }[] = await knex.count({ count: "*" }).from(rows.as("counted"));
  return row?.count ?? 0;
}

function equals(column: string, value: string): Condition {
  return (query) => query.where(`s.${column}`, value);
}

function startedBetween(from: number | undefined, to: number | undefined): Condition {
  return (query) => {
    if (from !== undefined) query.where("s.created_at", ">=", from);
    return to === undefined ? query : query.where("s.created_at", "<", to);
  };
}

function startsWith(column: string, start: string): Condition {
  return (query) => query.where(`s.${column}`, ">=", start).where(`s.${column}`, "<", start + LAST);
}
