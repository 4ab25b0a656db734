import type { FrontendEvent, FrontendLogRequest } from "../../server/contract/frontend-log.ts";
import { randomUuid } from "../shared/random-uuid.ts";
import { pageApi } from "../shared/api-client.ts";

/** How long events wait for company. */
const BATCH_MS = 1_000;
/** The server takes at most this many in one request. */
const BATCH_EVENTS = 50;

let queue: FrontendEvent[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Reports an event of the page. Sent with others a second later, or when the page is left. Never throws. */
export function logEvent(type: string, data?: Record<string, unknown>): void {
  queue.push({
    id: randomUuid(),
    at: new Date().toISOString(),
    type,
    path: location.pathname,
    ...(data && { data }),
  });
  timer ??= setTimeout(flush, BATCH_MS);
}

addEventListener("pagehide", flush);

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  const events = queue;
  queue = [];
  for (let start = 0; start < events.length; start += BATCH_EVENTS) {
    void send(events.slice(start, start + BATCH_EVENTS));
  }
}

async function send(events: FrontendEvent[]): Promise<void> {
  const request: FrontendLogRequest = { v: 1, sent: new Date().toISOString(), events };
  try {
    await pageApi().post("api/frontend-log", request, { keepalive: true });
  } catch (error) {
    console.warn("sereno: events of the page were not logged", error);
  }
}
