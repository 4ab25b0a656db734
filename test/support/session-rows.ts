import type { Database } from "../../server/database/connect.ts";
import { type SessionRow, TABLES } from "../../server/database/tables.ts";

let rows = 0;

/** Puts sessions into the table as if they had been: open, of nobody, on a desktop, started at `startedAt`. */
export async function insertSessions(
  database: Database,
  startedAt: number,
  sessions: readonly Partial<SessionRow>[],
): Promise<void> {
  await database.knex.batchInsert(
    TABLES.sessions,
    sessions.map((session) => ({ ...openRow(startedAt), ...session })),
    50,
  );
}

function openRow(startedAt: number): SessionRow {
  const id = `ses_${String(rows++).padStart(22, "0")}`;
  return {
    id,
    token_hash: `hash of ${id}`,
    previous_token_hash: null,
    rotated_at: null,
    kind: "signed_in",
    subject_id: null,
    username: "",
    host_sid: null,
    data: "{}",
    created_at: startedAt,
    authenticated_at: startedAt,
    sudo_until: null,
    last_seen_at: startedAt,
    idle_expires_at: startedAt + 7_200_000,
    absolute_expires_at: startedAt + 43_200_000,
    ended_at: null,
    end_reason: null,
    ended_by: null,
    end_message: null,
    ip_first: "192.0.2.1",
    ip_last: "192.0.2.1",
    user_agent: "",
    client_hints: null,
    device_id: null,
    device_label: "Firefox on Linux",
    device_type: "desktop",
    browser: "Firefox",
    os: "Linux",
    country: null,
    city: null,
    request_count: 0,
    path_history: "[]",
  };
}
