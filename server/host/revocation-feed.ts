import { SECOND_MS } from "../clock.ts";
import { Problem } from "../http/problem.ts";
import type { OutboxStore, Revocation } from "./outbox.store.ts";

interface FeedOptions {
  store: Pick<OutboxStore, "listAfter" | "findLast">;
  /** Calls `listener` whenever there may be something new, on whatever node. */
  onNews(listener: () => void): void;
  onError(error: unknown): void;
  /** How often to look for what no news told of. */
  pollMs?: number | undefined;
}

export interface FeedRequest {
  /** The last revocation that the reader has seen; undefined for one that begins now. */
  since: number | undefined;
  /** How long to wait for news where there are none. */
  waitMs: number;
  /** Whoever reads; each may wait so many times at once. */
  reader: string;
  /** Aborted when the reader has left. */
  signal: AbortSignal;
}

interface Waiter {
  readonly since: number;
  readonly reader: string;
  finish(items: readonly Revocation[]): void;
}

export type RevocationFeed = ReturnType<typeof createRevocationFeed>;

/** Revocations of one answer. */
const PAGE = 500;
/** More than the processes of any host; each costs a connection and a few hundred bytes. */
const WAITING_PER_READER = 200;
/** News between nodes can be lost, for example behind a proxy that pools transactions. */
const POLL_MS = SECOND_MS;

/**
 * What hosts must know, in the order of the commits, which is that of `seq` (see `keepRevocations`): whoever has
 * seen one has seen all before it. One read serves everybody who waits.
 */
export function createRevocationFeed({ store, onNews, onError, pollMs = POLL_MS }: FeedOptions) {
  const waiters = new Set<Waiter>();
  let news = 0;
  let isTelling = false;
  let isClosed = false;
  let poll: NodeJS.Timeout | undefined;
  onNews(announce);

  function announce(): void {
    news++;
    void tell();
  }

  /** One at a time; what is announced meanwhile is read after it. */
  async function tell(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    try {
      for (let told = -1; told !== news && waiters.size > 0;) {
        told = news;
        const oldest = Math.min(...[...waiters].map(({ since }) => since));
        hand(await store.listAfter(oldest, PAGE));
      }
    } catch (error) {
      onError(error);
    } finally {
      isTelling = false;
    }
  }

  function hand(revocations: readonly Revocation[]): void {
    for (const waiter of waiters) {
      const items = revocations.filter(({ seq }) => seq > waiter.since);
      if (items.length > 0) waiter.finish(items);
    }
  }

  /** Resolves to nothing when the time is over, the reader has left, or the server stops. */
  function wait(
    since: number,
    { reader, waitMs, signal }: Omit<FeedRequest, "since">,
  ): Promise<readonly Revocation[]> {
    return new Promise((resolve) => {
      const leave = () => waiter.finish([]);
      const timer = setTimeout(leave, waitMs);
      const waiter: Waiter = {
        since,
        reader,
        finish(items) {
          clearTimeout(timer);
          signal.removeEventListener("abort", leave);
          waiters.delete(waiter);
          if (waiters.size === 0) clearInterval(poll);
          resolve(items);
        },
      };
      signal.addEventListener("abort", leave);
      if (waiters.size === 0) poll = setInterval(announce, pollMs).unref();
      waiters.add(waiter);
      // Something may have come since the reader was found to be up to date.
      announce();
    });
  }

  function requireRoom(reader: string): void {
    // It would ask again at once, and again, until the connection is closed.
    if (isClosed) throw new Problem("unavailable", "The server stops.", { retryAfterMs: SECOND_MS });
    const waiting = [...waiters].filter((waiter) => waiter.reader === reader).length;
    if (waiting < WAITING_PER_READER) return;
    throw new Problem("rate_limited", "Too many calls of this host wait already.", {
      retryAfterMs: SECOND_MS,
    });
  }

  /**
   * Where a reader goes on that has seen all there is. A cursor from another database, or from before a backup was
   * restored, would wait for ever; yet where nothing is kept (any more) nothing tells it from a good one, and the
   * beginning is right for both: whatever comes is behind it.
   */
  async function placeOf(since: number): Promise<number> {
    const last = await store.findLast();
    if (since <= last) return since;
    if (last === 0) return 0;
    throw new Problem("malformed", "This cursor is not of this feed. Begin again without one.");
  }

  return {
    /**
     * What was revoked after `since`, oldest first, and the place of the last one. Throws Problem `malformed` for a
     * place that has never been, `rate_limited` when too many calls of the reader wait,
     * `unavailable` when the server stops.
     */
    async read(request: FeedRequest): Promise<{ items: readonly Revocation[]; last: number }> {
      const { since, waitMs, reader, signal } = request;
      if (since === undefined) return { items: [], last: await store.findLast() };
      let items: readonly Revocation[] = await store.listAfter(since, PAGE);
      const place = items.length === 0 ? await placeOf(since) : since;
      if (items.length === 0 && waitMs > 0 && !signal.aborted) {
        requireRoom(reader);
        items = await wait(place, request);
      }
      return { items, last: items.at(-1)?.seq ?? place };
    },

    /** How many calls wait. */
    get size() {
      return waiters.size;
    },

    /** Answers everybody who waits: the server stops. */
    close(): void {
      isClosed = true;
      for (const { finish } of waiters) finish([]);
    },
  };
}
