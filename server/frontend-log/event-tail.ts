import type { Clock } from "../clock.ts";
import type { StoredEvent } from "./stored-event.ts";

export interface EventTailOptions {
  store: { listSince(since: number): Promise<StoredEvent[]> };
  clock: Clock;
  /** Whether somebody looks on; nothing is read otherwise. */
  isWatched(): boolean;
  /** Told of each event once, in the order of arrival, from those of the last seconds on. */
  onEvent(event: StoredEvent): void;
}

/** How late a transaction may commit after its events came. */
const OVERLAP_MS = 5_000;

/**
 * Follows the table of events, whichever node writes them. The answer is to be called every second or so: one
 * query over an index while somebody looks on, none otherwise.
 */
export function createEventTail({ store, clock, isWatched, onEvent }: EventTailOptions): () => Promise<void> {
  /** Ids told in the overlap, by when they came; undefined while nobody looks on. */
  let told: Map<string, number> | undefined;
  let since = 0;

  return async function follow() {
    if (!isWatched()) {
      told = undefined;
      return;
    }
    const now = clock();
    if (told === undefined) since = now - OVERLAP_MS;
    const known = (told ??= new Map());
    // A clock that was set back must not hide what comes.
    since = Math.min(since, now);
    const events = await store.listSince(since);
    for (const event of events) {
      if (known.has(event.id)) continue;
      known.set(event.id, event.received_at);
      onEvent(event);
    }
    since = now - OVERLAP_MS;
    for (const [id, receivedAt] of known) if (receivedAt < since) known.delete(id);
  };
}
