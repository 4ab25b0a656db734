import { setTimeout as pause } from "node:timers/promises";

/** Rows that one transaction changes at most: about 20 ms of SQLite's write lock. */
export const BATCH_ROWS = 500;
/** SQLite gives its lock to whoever asks next; another process asks again only every few milliseconds. */
const PAUSE_MS = 10;

/**
 * Repeats `work`, one short transaction, until it says that it changed nothing, or `signal` aborts; others write
 * in between. Returns how much was changed in all.
 */
export async function inBatches(work: () => Promise<number>, signal?: AbortSignal): Promise<number> {
  let total = 0;
  while (signal?.aborted !== true) {
    const changed = await work();
    if (changed === 0) break;
    total += changed;
    await pause(PAUSE_MS);
  }
  return total;
}
