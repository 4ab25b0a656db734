import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { PolicyResource, SessionDebugAnswer } from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "../shared/api-client.ts";
import { listDatabases, type Databases } from "./list-databases.ts";
import { readPageCookies, type PageCookie } from "./page-cookies.ts";

/** What was known at one moment, from both sides. */
export interface DebugSnapshot {
  answer: SessionDebugAnswer;
  pageCookies: readonly PageCookie[];
  databases: Databases | undefined;
}

export interface FeedHost extends ReactiveControllerHost {
  api: ApiClient;
  readonly open: boolean;
  readonly isLive: boolean;
}

export interface FeedOptions {
  onSnapshot: () => void;
  /** The server does not show this to the caller (any more). */
  onDenied: () => void;
}

const POLL_OPEN_MS = 5_000;
/** Closed, the pill needs little; but a role taken away must take the pill away. */
const POLL_CLOSED_MS = 60_000;
const DENIALS = new Set([401, 403, 404]);

/** Fetches the debug answer: one request at a time, again when something asked meanwhile. */
export class DebugFeed implements ReactiveController {
  snapshot: DebugSnapshot | undefined;
  policy: PolicyResource | undefined;
  /** Why the last attempt failed; undefined once one succeeds. */
  failure: Error | undefined;

  readonly #host: FeedHost;
  readonly #options: FeedOptions;
  #connection = new AbortController();
  #running: Promise<void> | undefined;
  #isStale = false;
  #isPolicyAsked = false;
  /** By `performance.now()`, as is what is compared with it. */
  #dueAt = 0;

  constructor(host: FeedHost, options: FeedOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    this.#dueAt = 0;
  }

  hostDisconnected(): void {
    this.#connection.abort();
    this.#running = undefined;
    this.#isPolicyAsked = false;
    this.snapshot = this.policy = this.failure = undefined;
  }

  /** Asks the server now. Never rejects: see `failure`. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#running ??= this.#loadWhileStale(this.#connection.signal);
    return this.#running;
  }

  /** To be called every second: asks when the last answer is old enough; without live updates the first only. */
  refreshIfDue(): void {
    const isPaused = !this.#host.isLive && this.snapshot !== undefined;
    if (isPaused || this.#running || performance.now() < this.#dueAt) return;
    void this.refresh();
  }

  /** Something may have changed: the next tick asks. */
  expire(): void {
    this.#dueAt = 0;
  }

  /** Loads the policy, once: it tells which names are declared. */
  async loadPolicy(): Promise<void> {
    if (this.#isPolicyAsked) return;
    this.#isPolicyAsked = true;
    const { signal } = this.#connection;
    try {
      const policy = await this.#host.api.get<PolicyResource>("api/consent/policy", { signal });
      if (signal.aborted) return;
      this.policy = policy;
      this.#host.requestUpdate();
    } catch {
      this.#isPolicyAsked = false;
    }
  }

  async #loadWhileStale(signal: AbortSignal): Promise<void> {
    while (this.#isStale && !signal.aborted) {
      this.#isStale = false;
      await this.#load(signal);
    }
    if (!signal.aborted) this.#running = undefined;
  }

  async #load(signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.#host.api.get<SessionDebugAnswer>("api/session-debug", { signal });
      const [pageCookies, databases] = await Promise.all([readPageCookies(), listDatabases()]);
      if (signal.aborted) return;
      this.snapshot = { answer, pageCookies, databases };
      this.failure = undefined;
      this.#schedule(0);
      this.#options.onSnapshot();
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
    this.#host.requestUpdate();
  }

  #fail(error: unknown): void {
    const problem = error instanceof ApiError ? error : undefined;
    if (problem && DENIALS.has(problem.status)) return this.#options.onDenied();
    this.failure = error instanceof Error ? error : new Error(String(error));
    this.#schedule(problem?.retryAfterMs ?? 0);
  }

  #schedule(atLeastMs: number): void {
    const pollMs = this.#host.open ? POLL_OPEN_MS : POLL_CLOSED_MS;
    this.#dueAt = performance.now() + Math.max(pollMs, atLeastMs);
  }
}
