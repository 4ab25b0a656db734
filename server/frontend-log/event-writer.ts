import type { Database } from "../database/connect.ts";
import { Problem } from "../http/problem.ts";
import { insertEvents, type StampedEvent } from "./frontend-log.store.ts";

/** Writes events of many requests together. */
export interface EventWriter {
  /**
   * Resolves once the events are durable, with the ids that were new. Throws Problem `unavailable` when too many
   * wait already, before memory grows.
   */
  write(events: readonly StampedEvent[]): Promise<Set<string>>;
}

interface Waiting {
  events: readonly StampedEvent[];
  resolve(inserted: Set<string>): void;
  reject(error: unknown): void;
}

const ROWS_PER_TRANSACTION = 500;
const RETRY_AFTER_MS = 1_000;

/** One transaction at a time; what comes in meanwhile shares the next, up to `queueLimit` events. */
export function createEventWriter(database: Database, { queueLimit = 2_000 } = {}): EventWriter {
  const queue: Waiting[] = [];
  let queued = 0;
  let isWriting = false;

  async function drain(): Promise<void> {
    isWriting = true;
    while (queue.length > 0) {
      const batch = takeBatch(queue);
      const events = batch.flatMap((waiting) => waiting.events);
      try {
        const inserted = await database.transaction((trx) => insertEvents(trx, events));
        for (const { resolve } of batch) resolve(inserted);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      queued -= events.length;
    }
    isWriting = false;
  }

  return {
    write(events) {
      if (queued + events.length > queueLimit) {
        throw new Problem("unavailable", "Too many events wait to be stored.", {
          retryAfterMs: RETRY_AFTER_MS,
        });
      }
      return new Promise((resolve, reject) => {
        queue.push({ events, resolve, reject });
        queued += events.length;
        if (!isWriting) void drain();
      });
    },
  };
}

function takeBatch(queue: Waiting[]): Waiting[] {
  const batch: Waiting[] = [];
  let rows = 0;
  while (queue[0] !== undefined && (rows === 0 || rows + queue[0].events.length <= ROWS_PER_TRANSACTION)) {
    const waiting = queue.shift();
    if (waiting === undefined) break;
    batch.push(waiting);
    rows += waiting.events.length;
  }
  return batch;
}
