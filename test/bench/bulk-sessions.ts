import type { Database } from "../../server/database/connect.ts";
import { TABLES } from "../../server/database/tables.ts";

export interface BulkSessions {
  /** Sessions in all, of which `open` have not ended. */
  count: number;
  open: number;
  /** Accounts `user0` and on, that they belong to in turn. */
  users: number;
  /** They begin evenly between these, epoch ms; the open ones in the last two hours. */
  from: number;
  until: number;
}

/** Rows of one statement: a long one would hold everything in a journal of its own size. */
const ROWS_PER_STATEMENT = 100_000;
const IDLE_MS = 7_200_000;
const ABSOLUTE_MS = 43_200_000;

/**
 * Fills the tables with a believable history, made by the database itself: a million sessions in a minute or two.
 * The same numbers give the same rows, on both databases.
 */
export async function fillSessions({ knex }: Database, bulk: BulkSessions): Promise<void> {
  await knex.raw(
    `INSERT INTO ${TABLES.subjects} (id, username, display_name, roles, created_at)
     WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < CAST(:users AS INTEGER))
     SELECT 'sub_' || i, 'user' || i, 'User ' || i, '[]', :from FROM n`,
    { users: bulk.users, from: bulk.from },
  );
  for (let first = 0; first < bulk.count; first += ROWS_PER_STATEMENT) {
    const last = Math.min(bulk.count, first + ROWS_PER_STATEMENT) - 1;
    await knex.raw(sessionsSql(bulk), { first, last });
    await knex.raw(attemptsSql(bulk), { first, last });
  }
  await knex.raw("ANALYZE");
}

/** `h` scatters what must not follow the row's number. */
const NUMBERED = `
  WITH RECURSIVE n(i) AS (
    SELECT CAST(:first AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST(:last AS BIGINT)
  )`;

function sessionsSql({ count, open, users, from, until }: BulkSessions): string {
  const ended = count - open;
  return `INSERT INTO ${TABLES.sessions} (id, token_hash, kind, subject_id, username, data, created_at, authenticated_at,
      last_seen_at, idle_expires_at, absolute_expires_at, ended_at, end_reason, ip_first, ip_last, user_agent,
      device_label, device_type, browser, os, country, request_count, path_history)
    ${NUMBERED},
    numbered AS (
      SELECT i, (i * 2654435761) % 4294967296 AS h, i < ${ended} AS is_ended,
        CASE WHEN i < ${ended} THEN CAST(${from} AS BIGINT) + i * ${Math.max(1, Math.floor((until - from) / Math.max(1, ended)))}
          ELSE CAST(${until} AS BIGINT) - ((i * 2654435761) % 4294967296) % ${IDLE_MS} END AS began
      FROM n),
    timed AS (SELECT numbered.*, CASE WHEN is_ended THEN 60000 + h % 14400000 ELSE 0 END AS lasted FROM numbered)
    SELECT 'ses_' || CAST(1000000000 + i AS TEXT), 'hash' || CAST(h AS TEXT) || '.' || CAST(i AS TEXT),
      CASE WHEN h % 10 = 0 THEN 'anonymous' WHEN h % 10 = 1 THEN 'bearer' ELSE 'signed_in' END,
      CASE WHEN h % 10 = 0 THEN NULL ELSE 'sub_' || CAST(h % ${users} AS TEXT) END,
      CASE WHEN h % 10 = 0 THEN '' ELSE 'user' || CAST(h % ${users} AS TEXT) END,
      '{}', began, began, began + lasted, began + lasted + ${IDLE_MS}, began + ${ABSOLUTE_MS},
      CASE WHEN is_ended THEN began + lasted END,
      CASE WHEN NOT is_ended THEN NULL WHEN h % 100 < 40 THEN 'manual' WHEN h % 100 < 90 THEN 'expired_idle'
        WHEN h % 100 < 95 THEN 'expired_absolute' ELSE 'forced' END,
      '192.0.2.' || CAST(h % 250 AS TEXT), '192.0.2.' || CAST(h % 250 AS TEXT), 'bench',
      CASE WHEN h % 3 = 0 THEN 'Chrome on Android phone' ELSE 'Firefox on Linux' END,
      CASE WHEN h % 3 = 0 THEN 'mobile' ELSE 'desktop' END, 'Firefox', 'Linux',
      CASE WHEN h % 5 = 0 THEN 'PT' ELSE 'ES' END, 7, '[]'
    FROM timed`;
}

/** One attempt a session, and one in eight fails. */
function attemptsSql({ count, users, from, until }: BulkSessions): string {
  const step = Math.max(1, Math.floor((until - from) / count));
  return `INSERT INTO ${TABLES.loginAttempts} (id, at, subject_id, identifier_hash, outcome, reason, ip_address, user_agent)
    ${NUMBERED}
    SELECT 'att_' || CAST(1000000000 + i AS TEXT), CAST(${from} AS BIGINT) + i * ${step},
      'sub_' || CAST((i * 2654435761) % 4294967296 % ${users} AS TEXT), 'hash',
      CASE WHEN i % 8 = 0 THEN 'failed' ELSE 'succeeded' END,
      CASE WHEN i % 8 = 0 THEN 'credentials' END, '192.0.2.1', 'bench'
    FROM n`;
}
