import type { Knex } from "knex";
import { lockChain } from "./dialect.ts";
import { TABLES } from "./tables.ts";

/** The beginning of a chain that may go: its last row, and how many there are. */
export interface PrunablePart {
  seq: number;
  hash: string;
  rows: number;
}

const ROWS_PER_READ = 1_000;

/** The rows at the beginning of a chain that are all older than `before` (epoch ms of `timeColumn`). */
export async function findPrunable(
  knex: Knex,
  table: string,
  timeColumn: string,
  before: number,
): Promise<PrunablePart | undefined> {
  let part: PrunablePart | undefined;
  for (;;) {
    const rows: { seq: number; hash: string; at: number }[] = await knex(table)
      .where("seq", ">", part?.seq ?? 0)
      .orderBy("seq")
      .limit(ROWS_PER_READ)
      .select("seq", "hash", { at: timeColumn });
    for (const { seq, hash, at } of rows) {
      if (at >= before) return part;
      part = { seq, hash, rows: (part?.rows ?? 0) + 1 };
    }
    if (rows.length < ROWS_PER_READ) return part;
  }
}

/**
 * Lets the rows up to `seq` be deleted; the audit row that says why follows in the same transaction. It takes the
 * chain's lock as appending does: in the same order, nobody waits in a circle.
 */
export async function releaseRows(
  trx: Knex.Transaction,
  table: string,
  { seq, hash }: PrunablePart,
): Promise<void> {
  await lockChain(trx, table);
  await trx(TABLES.chains).where({ chain: table }).update({ pruned_seq: seq, pruned_hash: hash });
}

/** Up to where a chain was pruned; undefined when it never was. */
export async function findPruned(
  knex: Knex,
  table: string,
): Promise<{ seq: number; hash: string } | undefined> {
  const bounds = await knex(TABLES.chains)
    .where({ chain: table })
    .where("pruned_seq", ">", 0)
    .first({ seq: "pruned_seq", hash: "pruned_hash" });
  return bounds;
}

/** Deletes at most `limit` released rows, the oldest first. Returns how many. */
export async function deleteReleased(trx: Knex.Transaction, table: string, limit: number): Promise<number> {
  const bounds = await trx(TABLES.chains).where({ chain: table }).first("pruned_seq");
  const rows = trx(table)
    .select("seq")
    .where("seq", "<=", bounds?.pruned_seq ?? 0)
    .orderBy("seq")
    .limit(limit);
  return trx(table).whereIn("seq", rows).delete();
}
