import type { Database } from "../../server/database/connect.ts";
import { TABLES } from "../../server/database/tables.ts";

export interface FilledSessions {
  /** Of one person, who has about a hundred sessions whatever their number in all. */
  username: string;
}

const SESSIONS_PER_PERSON = 100;
const MINUTE_MS = 60_000;

/**
 * Fills an SQLite database with sessions of ninety days, one in twenty open, a few seconds for a million: in SQL
 * alone, and with the indexes made afterwards. Times are scattered over the ids, so that no index is in their order.
 */
export async function fillSessions(database: Database, count: number, now: number): Promise<FilledSessions> {
  const { knex } = database;
  // No multiple of twenty, or the same people would have all the open sessions.
  const people = Math.floor(count / SESSIONS_PER_PERSON) + 1;
  const indexes: { name: string; sql: string }[] = await knex("sqlite_master")
    .select("name", "sql")
    .where({ type: "index", tbl_name: TABLES.sessions })
    .whereNotNull("sql");
  for (const { name } of indexes) await knex.raw(`DROP INDEX ${name}`);
  await knex.raw(PEOPLE, { people, now });
  await knex.raw(SESSIONS, { count, people, now });
  for (const { sql } of indexes) await knex.raw(sql);
  return { username: "person00007" };
}

const PEOPLE = `
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :people)
  INSERT INTO ${TABLES.subjects} (id, username, display_name, roles, created_at)
  SELECT printf('sub_%022d', i), printf('person%05d', i), printf('Person %d', i), '[]', :now FROM n`;

/** Knuth's multiplicative hash scatters i over 32 bits. */
const SESSIONS = `
  WITH RECURSIVE
    n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count),
    scattered AS (SELECT i, i % :people AS person, i % 20 = 0 AS open, (i * 2654435761) % 4294967296 AS h FROM n),
    timed AS (
      SELECT *, CASE WHEN open THEN :now - h % ${90 * MINUTE_MS}
        ELSE CAST(:now - ${180 * MINUTE_MS} - h / 4294967296.0 * ${90 * 24 * 60 * MINUTE_MS} AS INTEGER) END AS start FROM scattered
    )
  INSERT INTO ${TABLES.sessions} (id, token_hash, kind, subject_id, username, data, created_at, authenticated_at,
    last_seen_at, idle_expires_at, absolute_expires_at, ended_at, end_reason, ip_first, ip_last, user_agent,
    device_label, device_type, browser, os, country, request_count, path_history)
  SELECT printf('ses_%022d', i), printf('%043d', i), 'signed_in', printf('sub_%022d', person),
    printf('person%05d', person), '{}', start, start, start + h % ${60 * MINUTE_MS},
    start + h % ${60 * MINUTE_MS} + ${120 * MINUTE_MS}, start + ${720 * MINUTE_MS},
    CASE WHEN open THEN NULL ELSE start + h % ${60 * MINUTE_MS} END, CASE WHEN open THEN NULL ELSE 'manual' END,
    printf('10.%d.%d.7', h % 250, h / 250 % 250), printf('10.%d.%d.7', h % 250, h / 250 % 250),
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux',
    CASE WHEN h % 3 = 0 THEN 'mobile' ELSE 'desktop' END, 'Firefox', 'Linux',
    CASE WHEN h % 10 = 0 THEN 'FR' ELSE 'ES' END, h % 40, '[]'
  FROM timed`;
