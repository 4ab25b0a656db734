import type { Knex } from "knex";
import { type Clock, DAY_MS } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import { withExclusive } from "../database/dialect.ts";
import { BATCH_ROWS, inBatches } from "../database/in-batches.ts";
import { deleteReleased, findPrunable, findPruned, releaseRows } from "../database/prune-chain.ts";
import type { Journal } from "../journal.ts";
import type { AgedKind, RetentionStore } from "./retention.store.ts";

/** A hash chain, of which only the beginning may go. */
export interface RetainedChain {
  kind: "audit_log" | "consent_decisions";
  table: string;
  time: string;
  /** How a PRUNED row names the last row that went. */
  placeOf(seq: number): string;
}

export interface Removal {
  kind: AgedKind | RetainedChain["kind"];
  /** Epoch ms; what is older goes. */
  before: number;
  rows: number;
}

interface RetentionOptions {
  database: Database;
  store: RetentionStore;
  journal: Journal;
  clock: Clock;
  /** In ms, by kind. */
  keep: Record<Removal["kind"], number>;
  chains: readonly RetainedChain[];
}

export interface RunOptions {
  actor: "system" | "operator";
  /** Stops between two batches. */
  signal?: AbortSignal;
}

export type RetentionService = ReturnType<typeof createRetentionService>;

const AGED: readonly AgedKind[] = [
  "sessions",
  "login_attempts",
  "devices",
  "frontend_events",
  "used_tokens",
  "outbox",
];

/** Removes what is older than it may become, in batches that let others write in between (M13). */
export function createRetentionService(options: RetentionOptions) {
  const { database, store, journal, clock, keep, chains } = options;

  /** Whole days (UTC), so that a schedule of many runs leaves one audit row a day. */
  const limitOf = (kind: Removal["kind"]) => Math.floor((clock() - keep[kind]) / DAY_MS) * DAY_MS;

  function inTransactions(work: (trx: Knex.Transaction) => Promise<number>, signal?: AbortSignal) {
    return inBatches(() => database.transaction(work), signal);
  }

  async function pruneAged(kind: AgedKind, { actor, signal }: RunOptions): Promise<Removal> {
    const before = limitOf(kind);
    const rows = await store.countOlder(kind, before);
    if (rows === 0) return { kind, before, rows };
    const remove = (trx: Knex.Transaction) => store.deleteOlder(trx, kind, before, BATCH_ROWS);
    await database.transaction(async (trx) => {
      await remove(trx);
      const data = { rows, before: new Date(before).toISOString() };
      await journal.record(trx, [{ at: clock(), action: "PRUNED", actor, target: kind, data }]);
    });
    await inTransactions(remove, signal);
    return { kind, before, rows };
  }

  /** The audit row comes first and carries the hash with which the chain goes on; only then may the rows go. */
  async function pruneChain(chain: RetainedChain, { actor, signal }: RunOptions): Promise<Removal> {
    const { kind, table, time, placeOf } = chain;
    const before = limitOf(kind);
    const part = await findPrunable(database.knex, table, time, before);
    if (part === undefined) return { kind, before, rows: 0 };
    const { seq, hash, rows } = part;
    await database.transaction(async (trx) => {
      await releaseRows(trx, table, part);
      const data = { rows, before: new Date(before).toISOString(), hash };
      await journal.record(trx, [
        { at: clock(), action: "PRUNED", actor, target: placeOf(seq), data },
        ...(await repeatCheckpoints(trx, chain, actor)),
      ]);
    });
    await inTransactions((trx) => deleteReleased(trx, table, BATCH_ROWS), signal);
    return { kind, before, rows };
  }

  /** The audit rows that go may hold the checkpoint of another chain: it is said again. */
  async function repeatCheckpoints(trx: Knex.Transaction, pruned: RetainedChain, actor: RunOptions["actor"]) {
    if (pruned.kind !== "audit_log") return [];
    const others = chains.filter(({ kind }) => kind !== "audit_log");
    const entries = others.map(async ({ table, placeOf }) => {
      const place = await findPruned(trx, table);
      if (place === undefined) return [];
      const data = { rows: 0, hash: place.hash };
      return [{ at: clock(), action: "PRUNED" as const, actor, target: placeOf(place.seq), data }];
    });
    return (await Promise.all(entries)).flat();
  }

  return {
    /** What a run would remove now. */
    async preview(): Promise<Removal[]> {
      const removals: Removal[] = [];
      for (const kind of AGED) {
        const before = limitOf(kind);
        removals.push({ kind, before, rows: await store.countOlder(kind, before) });
      }
      for (const { kind, table, time } of chains) {
        const before = limitOf(kind);
        const part = await findPrunable(database.knex, table, time, before);
        removals.push({ kind, before, rows: part?.rows ?? 0 });
      }
      return removals;
    },

    /** Removes it. Undefined when another node is at it. */
    run: (run: RunOptions): Promise<Removal[] | undefined> =>
      withExclusive(database.knex, "sereno_retention", async () => {
        const removals: Removal[] = [];
        for (const kind of AGED) removals.push(await pruneAged(kind, run));
        for (const chain of chains) removals.push(await pruneChain(chain, run));
        return removals;
      }),
  };
}
