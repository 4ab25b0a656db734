import type { ServerEvents } from "../../server/contract/index.ts";
import type { PageClock } from "./page-clock.ts";

export interface EventStreamOptions {
  /** Asked at every connection, so that topics can change. */
  url: () => string;
  clock: PageClock;
  onEvent: <Name extends keyof ServerEvents>(name: Name, detail: ServerEvents[Name]) => void;
  /** The server gave no stream: nobody is signed in, or it is away. Connecting goes on until `close`. */
  onRefused: () => void;
  createSource?: (url: string) => EventSource;
  random?: () => number;
}

/** `GET /api/events`, connected again when it breaks. */
export interface EventStream {
  open(): void;
  /** Connects anew at once, for example with other topics. */
  reopen(): void;
  close(): void;
}

const EVENT_NAMES = [
  "session",
  "session-ended",
  "session-expiring",
  "sessions-changed",
  "frontend-event",
] as const satisfies readonly (keyof ServerEvents)[];
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/**
 * Creates a closed stream. The browser's own reconnection is not used: it gives up for good at any answer
 * but 200, and brings all clients back in the same second after a restart of the server.
 */
export function createEventStream(options: EventStreamOptions): EventStream {
  const { clock, random = Math.random } = options;
  const createSource = options.createSource ?? ((url) => new EventSource(url, { withCredentials: true }));
  let source: EventSource | undefined;
  let cancelRetry: (() => void) | undefined;
  let failures = 0;

  function connect(): void {
    disconnect();
    const connection = (source = createSource(options.url()));
    for (const name of EVENT_NAMES) connection.addEventListener(name, (event) => receive(name, event));
    connection.addEventListener("error", () => onFailure(connection));
  }

  function disconnect(): void {
    cancelRetry?.();
    cancelRetry = undefined;
    source?.close();
    source = undefined;
  }

  function receive(name: keyof ServerEvents, event: MessageEvent<string>): void {
    failures = 0;
    options.onEvent(name, JSON.parse(event.data));
  }

  function onFailure(connection: EventSource): void {
    if (connection !== source) return;
    const wasRefused = connection.readyState === EventSource.CLOSED;
    disconnect();
    cancelRetry = clock.after(delayOf(failures++, random), connect);
    if (wasRefused) options.onRefused();
  }

  function connectNow(): void {
    failures = 0;
    connect();
  }

  return {
    open() {
      addEventListener("online", connectNow);
      connectNow();
    },
    reopen() {
      if (source ?? cancelRetry) connectNow();
    },
    close() {
      removeEventListener("online", connectNow);
      disconnect();
    },
  };
}

/** Doubles up to 30 s, of which the second half is by chance. */
function delayOf(failures: number, random: () => number): number {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
  return longest / 2 + (random() * longest) / 2;
}
