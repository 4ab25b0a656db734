import type { FrontendEvent, FrontendLogRequest } from "../../server/contract/frontend-log.ts";
import { randomUuid } from "../shared/random-uuid.ts";
import { createDelivery } from "./delivery.ts";
import type { Occurrence } from "./occurrence.ts";
import { byteLength, scrub, scrubText } from "./scrub.ts";

export type FrontendLog = ReturnType<typeof createFrontendLog>;

const BATCH_EVENTS = 20;
/** Without the envelope, a hundred bytes. */
const BATCH_BYTES = 47_900;
const BATCH_MS = 5_000;
/** Of one event; its data goes when it takes more. */
const EVENT_BYTES = 16_000;
/** `{}` */
const EMPTY_BYTES = 2;
const QUEUE_EVENTS = 100;
const MINUTE_MS = 60_000;
const EVENTS_A_MINUTE = 60;

/**
 * Gathers events, folds those that are the same, and has batches sent one after the other. What is too much is
 * counted, and the count sent with what comes next. No method throws.
 */
export function createFrontendLog(url: string) {
  const send = createDelivery(url);
  const queue = new Map<string, FrontendEvent>();
  /** Bodies of batches, kept as they are until the server has them: their events have their ids. */
  let unsent: string[] = [];
  /** When the events of the last minute came. */
  let recent: number[] = [];
  let dropped = 0;
  let inFlight = 0;
  let retryAt = 0;
  let dueAt = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule(inMs: number): void {
    const at = Math.max(Date.now() + inMs, retryAt);
    if (at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(pump, at - Date.now(), false);
  }

  function scheduleBatch(): void {
    schedule(queue.size < BATCH_EVENTS ? BATCH_MS : 0);
  }

  function pump(isLeaving: boolean): void {
    clearTimeout(timer);
    dueAt = Infinity;
    if (inFlight && !isLeaving) return;
    const batch = unsent.shift() ?? compose();
    if (!batch) return;
    void deliver(batch, isLeaving);
    if (isLeaving) pump(isLeaving);
  }

  async function deliver(batch: string, isLeaving: boolean): Promise<void> {
    // `clear` puts another list in its place: what it forgot while on its way does not come back.
    const again = unsent;
    inFlight++;
    const waitMs = await send(batch, { isLeaving });
    inFlight--;
    if (waitMs) {
      again.push(batch);
      retryAt = Date.now() + waitMs;
    }
    if (unsent.length) schedule(0);
    else if (queue.size + dropped) scheduleBatch();
  }

  /** As many events as fit; undefined when there is nothing to tell. */
  function compose(): string | undefined {
    if (!queue.size && !dropped) return undefined;
    const events: FrontendEvent[] = [];
    let bytes = 0;
    for (const [key, event] of queue) {
      bytes += byteLength(JSON.stringify(event)) + 1;
      if (events.length === BATCH_EVENTS || bytes > BATCH_BYTES) break;
      events.push(event);
      queue.delete(key);
    }
    const request: FrontendLogRequest = { v: 1, sent: timeNow(), dropped, events };
    dropped = 0;
    return JSON.stringify(request);
  }

  /** Whether one more may be kept; a batch on its way counts as a full one. */
  function hasRoom(): boolean {
    recent = recent.filter((at) => Date.now() - at < MINUTE_MS);
    return (
      recent.length < EVENTS_A_MINUTE && queue.size + BATCH_EVENTS * (unsent.length + inFlight) < QUEUE_EVENTS
    );
  }

  return {
    add(occurrence: Occurrence): void {
      try {
        const content = describe(occurrence);
        const key = JSON.stringify(content);
        const same = queue.get(key);
        if (same?.count) same.count++;
        else if (hasRoom()) {
          recent.push(Date.now());
          queue.set(key, { id: randomUuid(), at: timeNow(), count: 1, ...content });
        } else dropped++;
        scheduleBatch();
      } catch {
        // An object of the page that cannot be read: nothing that a log should break a page for.
      }
    },
    /** The page may be gone in a moment: sends everything now. */
    flush: () => pump(true),
    /** Forgets what is not sent: it may not be sent any more. */
    clear(): void {
      queue.clear();
      unsent = [];
      dropped = 0;
    },
  };
}

function describe({ type, level, message, data }: Occurrence): Omit<FrontendEvent, "id" | "at"> {
  const clean = scrub(data) as FrontendEvent["data"];
  const bytes = byteLength(JSON.stringify(clean ?? 0));
  return {
    type,
    level,
    path: scrubText(location.pathname),
    ...(message && { message: scrubText(message) }),
    ...(bytes > EMPTY_BYTES && { data: bytes > EVENT_BYTES ? { bytes } : (clean ?? {}) }),
  };
}

function timeNow(): string {
  return new Date().toISOString();
}
