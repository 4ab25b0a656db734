import { DAY_MS, HOUR_MS } from "../../../server/clock.ts";
import { CONSENT_ACTIONS, END_REASONS } from "../../../server/contract/index.ts";
import type { Database } from "../../../server/database/connect.ts";
import { TABLES } from "../../../server/database/tables.ts";
import type { History } from "./naive-metrics.ts";

const USERS = 14;

/** A hundred days before `now`, and a little after it: the same for the same seed. */
export function makeHistory(seed: number, now: number): History {
  const random = createRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  /** Most of it lately, where the windows are narrow. */
  const pastTime = () => now - Math.floor(random() ** 4 * 100 * DAY_MS);

  const sessions = Array.from({ length: 400 }, () => {
    const created_at = pastTime();
    const idle_expires_at = created_at + Math.floor(random() * 4 * HOUR_MS);
    const absolute_expires_at = created_at + Math.floor(random() * 12 * HOUR_MS);
    const deadline = Math.min(idle_expires_at, absolute_expires_at);
    const isOpen = random() < 0.3 || deadline > now;
    const kind = pick(["signed_in", "signed_in", "bearer", "anonymous"] as const);
    return {
      kind,
      subject_id: kind === "anonymous" ? null : `sub_${Math.floor(random() ** 2 * USERS)}`,
      device_type: pick(["desktop", "mobile", "tablet"] as const),
      created_at,
      idle_expires_at,
      absolute_expires_at,
      ended_at: isOpen ? null : created_at + Math.floor(random() * (deadline - created_at)),
      end_reason: isOpen ? null : pick(END_REASONS),
    };
  });
  const attempts = Array.from({ length: 300 }, () => ({
    at: pastTime(),
    outcome: pick(["succeeded", "succeeded", "failed", "throttled"] as const),
  }));
  const decisions = Array.from({ length: 200 }, () => ({
    received_at: pastTime(),
    action: pick(CONSENT_ACTIONS),
  }));
  return { sessions, attempts, decisions };
}

/** Puts a history into empty tables. Users are called as their ids are. */
export async function insertHistory({ knex }: Database, history: History): Promise<void> {
  const ids = Array.from({ length: USERS }, (_, index) => `sub_${index}`);
  await knex(TABLES.subjects).insert(
    ids.map((id) => ({ id, username: id, display_name: id, roles: "[]", created_at: 0 })),
  );
  const sessions = history.sessions.map((session, index) => ({
    ...session,
    id: `ses_${index}`,
    token_hash: `hash ${index}`,
    data: "{}",
    last_seen_at: session.created_at,
    ip_first: "",
    ip_last: "",
    user_agent: "",
    device_label: "",
    request_count: 0,
    path_history: "[]",
  }));
  const attempts = history.attempts.map((attempt, index) => ({
    ...attempt,
    id: `att_${index}`,
    identifier_hash: "",
    ip_address: "",
    user_agent: "",
  }));
  await knex.batchInsert(TABLES.sessions, sessions, 20);
  await knex.batchInsert(TABLES.loginAttempts, attempts, 20);
  await insertDecisions(knex, history);
}

async function insertDecisions(knex: Database["knex"], { decisions }: History): Promise<void> {
  await knex(TABLES.consentPolicies).insert({ hash: "texts", version: 1, snapshot: "{}", created_at: 0 });
  const rows = decisions.map((decision, index) => ({
    ...decision,
    seq: index + 1,
    id: `decision ${index}`,
    granted: "[]",
    policy_version: 1,
    policy_hash: "texts",
    decided_at: decision.received_at,
    locale: "en",
    layout: "banner",
    source: "banner",
    commitment: "",
    hash: "",
  }));
  await knex.batchInsert(TABLES.consentDecisions, rows, 20);
}

/** mulberry32: numbers from 0 to 1 that only the seed decides. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
