import type { Knex } from "knex";
import { type Clock, DAY_MS, MINUTE_MS } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import { type SessionRow, TABLES } from "../database/tables.ts";

/** Sessions that no rule allows: what they are, how many, and some of them. */
export interface Finding {
  kind: keyof typeof PHANTOMS;
  meaning: string;
  total: number;
  /** At most ten. */
  ids: string[];
}

/** A session as an operator watches it; times in epoch ms. */
export interface WatchedSession {
  id: string;
  username: string | null;
  device: string;
  ipAddress: string;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  requestCount: number;
}

export type SessionReviewStore = ReturnType<typeof createSessionReviewStore>;

/** The sweep runs every ten seconds; this long after a deadline nobody has run it. */
const SWEEP_GRACE_MS = MINUTE_MS;
const EXAMPLES = 10;

const PHANTOMS = {
  overdue: "open past their deadline: no server is running, or its sweep fails",
  unexplained: "ended without a reason, or with a reason but no end",
  backwards: "ended or last seen before they began",
  negative: "counted below zero",
  orphaned: "open and signed in for nobody, or for somebody who is disabled",
} as const;

/** What operators ask about all sessions. A review reads the whole table: seconds for a million rows. */
export function createSessionReviewStore({ knex }: Database, clock: Clock) {
  const open = (rows: Knex.QueryBuilder, now: number) =>
    rows
      .whereNull("s.ended_at")
      .where("s.idle_expires_at", ">", now)
      .where("s.absolute_expires_at", ">", now);

  async function find(kind: Finding["kind"]): Promise<Finding> {
    const phantoms = () => isPhantom(sessionsOf(knex), kind, clock());
    const ids: string[] = await phantoms().orderBy("s.id").limit(EXAMPLES).pluck("s.id");
    return { kind, meaning: PHANTOMS[kind], total: await total(phantoms()), ids };
  }

  return {
    async readActive(): Promise<{ active: number; activeByKind: Record<string, number> }> {
      const activeByKind = await tally(open(sessionsOf(knex), clock()), "s.kind");
      return { active: Object.values(activeByKind).reduce((all, one) => all + one, 0), activeByKind };
    },

    /** Ends of the last 24 hours by reason. */
    readEnds: () => tally(sessionsOf(knex).where("s.ended_at", ">", clock() - DAY_MS), "s.end_reason"),

    countKept: () => total(sessionsOf(knex)),

    /** Every kind of phantom that there is. */
    async findPhantoms(): Promise<Finding[]> {
      const findings: Finding[] = [];
      for (const kind of Object.keys(PHANTOMS) as Finding["kind"][]) findings.push(await find(kind));
      return findings.filter((finding) => finding.total > 0);
    },

    /** The open sessions that were seen last. */
    async listActive(limit: number): Promise<WatchedSession[]> {
      const rows: (SessionRow & { owner: string | null })[] = await open(sessionsOf(knex), clock())
        .orderBy([{ column: "s.last_seen_at", order: "desc" }, "s.id"])
        .limit(limit)
        .select("s.*", "u.username as owner");
      return rows.map((row) => ({
        id: row.id,
        username: row.owner,
        device: row.device_label,
        ipAddress: row.ip_last,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        expiresAt: Math.min(row.idle_expires_at, row.absolute_expires_at),
        requestCount: row.request_count,
      }));
    },
  };
}

function sessionsOf(knex: Knex): Knex.QueryBuilder {
  return knex({ s: TABLES.sessions }).leftJoin({ u: TABLES.subjects }, "u.id", "s.subject_id");
}

function isPhantom(rows: Knex.QueryBuilder, kind: Finding["kind"], now: number): Knex.QueryBuilder {
  const overdue = now - SWEEP_GRACE_MS;
  switch (kind) {
    case "overdue":
      return rows
        .whereNull("s.ended_at")
        .whereRaw("(s.idle_expires_at < ? OR s.absolute_expires_at < ?)", [overdue, overdue]);
    case "unexplained":
      return rows.whereRaw("(s.ended_at IS NULL) <> (s.end_reason IS NULL)");
    case "backwards":
      return rows.whereRaw("(s.ended_at < s.created_at OR s.last_seen_at < s.created_at)");
    case "negative":
      return rows.where("s.request_count", "<", 0);
    case "orphaned":
      return rows
        .whereNull("s.ended_at")
        .whereNot("s.kind", "anonymous")
        .whereRaw("(u.id IS NULL OR u.disabled_at IS NOT NULL)");
  }
}

async function total(rows: Knex.QueryBuilder): Promise<number> {
  const row = await rows.count({ count: "*" }).first();
  return Number(row?.count ?? 0);
}

async function tally(rows: Knex.QueryBuilder, column: string): Promise<Record<string, number>> {
  const counted: { name: string | null; count: number | string }[] = await rows
    .groupBy(column)
    .select({ name: column })
    .count({ count: "*" });
  return Object.fromEntries(counted.map(({ name, count }) => [name ?? "none", Number(count)]));
}
