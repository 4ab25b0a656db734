import type { Knex } from "knex";
import type { PathVisit } from "../contract/index.ts";
import { lockRow } from "../database/dialect.ts";
import { BATCH_ROWS } from "../database/in-batches.ts";
import { type SessionRow, TABLES } from "../database/tables.ts";
import { type Activity, addPaths } from "./activity-tracker.ts";

type Histories = ReadonlyMap<string, readonly PathVisit[]>;

/**
 * Adds gathered activity. A session that ended while this was on its way keeps when it was last seen and how
 * often; neither address nor paths, which may have been erased meanwhile.
 */
export async function addActivities(
  trx: Knex.Transaction,
  batch: ReadonlyMap<string, Activity>,
): Promise<void> {
  const histories = await lockHistories(trx, [...batch.keys()]);
  for (const [id, activity] of batch) {
    const update = toUpdate(trx, id, activity, histories);
    if ((await trx(TABLES.sessions).where({ id }).whereNull("ended_at").update(update)) > 0) continue;
    const { last_seen_at, request_count } = update;
    await trx(TABLES.sessions)
      .where({ id })
      .where("ended_at", ">=", activity.lastSeenAt)
      .update({ last_seen_at, request_count });
  }
}

/** Adds what was gathered of a session before its end, in the transaction that ends it. */
export async function addLastActivity(trx: Knex.Transaction, id: string, activity: Activity): Promise<void> {
  const histories = await lockHistories(trx, [id]);
  await trx(TABLES.sessions)
    .where({ id })
    .update(toUpdate(trx, id, activity, histories));
}

/** The histories as they are, which nobody else changes until the transaction ends. */
async function lockHistories(trx: Knex.Transaction, sessionIds: readonly string[]): Promise<Histories> {
  const ids = sessionIds.toSorted();
  const histories = new Map<string, PathVisit[]>();
  for (let start = 0; start < ids.length; start += BATCH_ROWS) {
    const some = trx<SessionRow>(TABLES.sessions).whereIn("id", ids.slice(start, start + BATCH_ROWS));
    // All of them, and in one order on every node, so that none waits for another that waits for it.
    const rows = await lockRow(trx, some.orderBy("id").select("id", "path_history"));
    for (const { id, path_history } of rows) histories.set(id, JSON.parse(path_history));
  }
  return histories;
}

/** Another node may have written later activity first. */
function toUpdate(trx: Knex.Transaction, id: string, activity: Activity, histories: Histories) {
  const later = (column: string, at: number) =>
    trx.raw(`CASE WHEN ${column} > CAST(? AS BIGINT) THEN ${column} ELSE CAST(? AS BIGINT) END`, [at, at]);
  const hasPaths = activity.paths?.length || activity.forgetsPaths;
  const earlier = hasPaths ? histories.get(id) : undefined;
  return {
    last_seen_at: later("last_seen_at", activity.lastSeenAt),
    idle_expires_at: later("idle_expires_at", activity.idleExpiresAt),
    ip_last: activity.ipAddress,
    request_count: trx.raw("request_count + ?", [activity.requests]),
    ...(earlier && { path_history: JSON.stringify(addPaths(activity, earlier)) }),
  };
}
