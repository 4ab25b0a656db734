import type { PageClock } from "./page-clock.ts";

export interface TabLeaderOptions {
  locks: LockManager;
  clock: PageClock;
  /** Asks the leader for a sign of life; `heard` passes the answer on. */
  ping: () => void;
  onLead: () => void;
  onFollow: () => void;
  /** Locks are refused here, for example in a sandboxed frame. */
  onRefused: () => void;
}

/** One tab of the origin leads at a time, among those that compete. */
export interface TabLeader {
  readonly isLeading: boolean;
  compete(): void;
  resign(): void;
  /** The leader gave a sign of life. */
  heard(): void;
}

const LOCK = "sereno-events";
const PING_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 1_500;

/**
 * Elects by Web Lock: the browser hands it on the moment the leader closes or crashes. A leader that the
 * browser froze keeps its lock, so followers that a person looks at ask it for a sign of life, and take the
 * lock from one that is silent. Asking beats a beat of the leader's own: timers of hidden tabs run once a
 * minute, messages always.
 */
export function createTabLeader({ locks, clock, ...options }: TabLeaderOptions): TabLeader {
  let attempt: AbortController | undefined;
  let release: (() => void) | undefined;
  let cancelTimer: (() => void) | undefined;

  function request(steal: boolean): void {
    attempt?.abort();
    const own = (attempt = new AbortController());
    // The specification forbids a signal on a request that steals.
    locks
      .request(LOCK, steal ? { steal } : { signal: own.signal }, () =>
        own.signal.aborted ? undefined : lead(),
      )
      .catch((error: unknown) => onLost(own, error));
  }

  function lead(): Promise<void> {
    cancelTimer?.();
    options.onLead();
    return new Promise((resolve) => (release = resolve));
  }

  function onLost(own: AbortController, error: unknown): void {
    if (own !== attempt || own.signal.aborted) return;
    release = undefined;
    if (!(error instanceof DOMException) || error.name !== "AbortError") return options.onRefused();
    options.onFollow();
    queue();
  }

  function queue(): void {
    request(false);
    schedulePing();
  }

  function schedulePing(): void {
    cancelTimer?.();
    cancelTimer = clock.after(PING_EVERY_MS, pingIfSeen);
  }

  function pingIfSeen(): void {
    cancelTimer?.();
    if (document.hidden) return schedulePing();
    cancelTimer = clock.after(ANSWER_WITHIN_MS, () => request(true));
    options.ping();
  }

  function pingOnSight(): void {
    if (!document.hidden && !release) pingIfSeen();
  }

  return {
    get isLeading() {
      return release !== undefined;
    },
    compete() {
      if (attempt) return;
      document.addEventListener("visibilitychange", pingOnSight);
      queue();
    },
    resign() {
      document.removeEventListener("visibilitychange", pingOnSight);
      cancelTimer?.();
      attempt?.abort();
      attempt = undefined;
      release?.();
      release = undefined;
    },
    heard() {
      if (!release && attempt) schedulePing();
    },
  };
}
