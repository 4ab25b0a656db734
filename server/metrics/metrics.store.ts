import type { Knex } from "knex";
import type { ConsentAction, DeviceType, EndReason, SessionKind } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { type HourlyTallyRow, type LoginAttemptRow, TABLES } from "../database/tables.ts";
import { emptyTally, type Tally } from "./tally.ts";

interface TallyQuery {
  /** Epoch ms, inclusive. */
  from: number;
  /** Epoch ms, exclusive. */
  until: number;
  /** Counts are told apart by multiples of it. */
  slotMs: number;
  now: number;
}

/** Sessions that nobody has recorded as ended, or of these those whose deadline has passed, counted by group. */
export interface GroupCount {
  kind: SessionKind;
  device: DeviceType;
  count: number;
}

export interface UserCount {
  subjectId: string;
  count: number;
}

/**
 * What has lapsed at `:now` and waits to be recorded, with its end. Two ranges of two indexes, each session in
 * one of them; written with OR, SQLite would look at every open session.
 */
const LAPSED = `(
  SELECT kind, device_type, subject_id, created_at, idle_expires_at AS at, 'expired_idle' AS reason
    FROM ${TABLES.sessions}
    WHERE ended_at IS NULL AND idle_expires_at <= :now AND idle_expires_at <= absolute_expires_at
  UNION ALL
  SELECT kind, device_type, subject_id, created_at, absolute_expires_at, 'expired_absolute'
    FROM ${TABLES.sessions}
    WHERE ended_at IS NULL AND absolute_expires_at <= :now AND absolute_expires_at < idle_expires_at
) AS lapsed`;

type TallyRow = { slot: number; count: number } & (
  | { part: "started" }
  | { part: "ended"; name: EndReason; lasted: number }
  | { part: "login"; name: LoginAttemptRow["outcome"] }
  | { part: "consent"; name: ConsentAction }
);

export type MetricsStore = ReturnType<typeof createMetricsStore>;

/** Counts over the tables of the other features. Each reads an index alone, and no more of it than its stretch of time. */
export function createMetricsStore({ knex }: Database) {
  const open = (): Knex.QueryBuilder => knex(TABLES.sessions).whereNull("ended_at");

  return {
    /** What happened between two times, by the slot in which it did. One statement: all counts are of one moment. */
    async readTallies(query: TallyQuery): Promise<Map<number, Tally>> {
      const tallies = new Map<number, Tally>();
      if (query.from >= query.until) return tallies;
      for (const row of await selectTallies(knex, query)) {
        const slot = row.slot * query.slotMs;
        const tally = tallies.get(slot) ?? emptyTally();
        tallies.set(slot, tally);
        add(tally, row);
      }
      return tallies;
    },

    async countOpen(): Promise<GroupCount[]> {
      return open()
        .select("kind", "device_type as device", knex.raw("COUNT(*) AS count"))
        .groupBy("kind", "device_type");
    },

    async countLapsed(now: number): Promise<(GroupCount & { subjectId: string | null })[]> {
      return rowsOf(
        await knex.raw(
          `SELECT kind, device_type AS device, subject_id AS "subjectId", COUNT(*) AS count
             FROM ${LAPSED} GROUP BY kind, device_type, subject_id`,
          { now },
        ),
      );
    },

    /** Who has the most of them, the most first. */
    async countOpenByUser(limit: number): Promise<UserCount[]> {
      return open()
        .whereNotNull("subject_id")
        .select("subject_id as subjectId", knex.raw("COUNT(*) AS count"))
        .groupBy("subject_id")
        .orderByRaw("count DESC, subject_id")
        .limit(limit);
    },

    async findUsernames(ids: readonly string[]): Promise<Map<string, string>> {
      const rows = await knex(TABLES.subjects).whereIn("id", ids).select("id", "username");
      return new Map(rows.map(({ id, username }) => [id, username]));
    },

    /** Settled hours, oldest first. They follow each other without a gap. */
    async listHours(from: number, until: number): Promise<{ hour: number; tally: Tally }[]> {
      const rows: HourlyTallyRow[] = await knex(TABLES.hourlyTallies)
        .where("hour", ">=", from)
        .where("hour", "<", until)
        .orderBy("hour");
      return rows.map(({ hour, tally }) => ({ hour, tally: JSON.parse(tally) }));
    },

    async findLastHour(): Promise<number | undefined> {
      const row = await knex(TABLES.hourlyTallies).max({ hour: "hour" }).first();
      return row?.hour ?? undefined;
    },

    /** Keeps settled hours. Another node may have kept the same. */
    async insertHours(hours: readonly { hour: number; tally: Tally }[]): Promise<void> {
      const rows = hours.map(({ hour, tally }) => ({ hour, tally: JSON.stringify(tally) }));
      await knex(TABLES.hourlyTallies).insert(rows).onConflict("hour").ignore();
    },

    async deleteHoursBefore(hour: number): Promise<void> {
      await knex(TABLES.hourlyTallies).where("hour", "<", hour).delete();
    },
  };
}

async function selectTallies(knex: Knex, query: TallyQuery): Promise<TallyRow[]> {
  const answer = await knex.raw(
    `SELECT 'started' AS part, created_at / :slotMs AS slot, NULL AS name, COUNT(*) AS count, 0 AS lasted
       FROM ${TABLES.sessions} WHERE created_at >= :from AND created_at < :until GROUP BY 2
     UNION ALL
     SELECT 'ended', ended_at / :slotMs, end_reason, COUNT(*), CAST(SUM(ended_at - created_at) AS BIGINT)
       FROM ${TABLES.sessions} WHERE ended_at IS NOT NULL AND ended_at >= :from AND ended_at < :until GROUP BY 2, 3
     UNION ALL
     SELECT 'ended', at / :slotMs, reason, COUNT(*), CAST(SUM(at - created_at) AS BIGINT)
       FROM ${LAPSED} WHERE at >= :from AND at < :until GROUP BY 2, 3
     UNION ALL
     SELECT 'login', at / :slotMs, outcome, COUNT(*), 0
       FROM ${TABLES.loginAttempts}
       WHERE outcome IN ('succeeded', 'failed', 'throttled') AND purpose = 'sign_in' AND at >= :from AND at < :until GROUP BY 2, 3
     UNION ALL
     SELECT 'consent', received_at / :slotMs, action, COUNT(*), 0
       FROM ${TABLES.consentDecisions} WHERE received_at >= :from AND received_at < :until GROUP BY 2, 3`,
    { ...query },
  );
  return rowsOf(answer);
}

/** A raw statement answers with rows on SQLite, and with an object around them on PostgreSQL. */
function rowsOf<Row>(answer: Row[] | { rows: Row[] }): Row[] {
  return Array.isArray(answer) ? answer : answer.rows;
}

function add(tally: Tally, row: TallyRow): void {
  if (row.part === "started") tally.started += row.count;
  if (row.part === "login") tally.logins[row.name] = row.count;
  if (row.part === "consent") tally.consents[row.name] = row.count;
  if (row.part !== "ended") return;
  tally.ends[row.name] = (tally.ends[row.name] ?? 0) + row.count;
  tally.endedMs += row.lasted;
}
