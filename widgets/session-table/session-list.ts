import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Page, SessionResource } from "../../server/contract/index.ts";
import { ApiError } from "../shared/api-client.ts";
import type { PageRequest, SessionFilters } from "./filters.ts";
import type { GatheredCall } from "./gathered-call.ts";
import type { refreshSessions as RefreshSessions } from "./refresh-sessions.ts";
import { isActive, pinCurrent } from "./session-rules.ts";
import type { SessionListState } from "./session-list-state.ts";
import { EMPTY_LIST } from "./session-list-state.ts";

export interface SessionListOptions {
  /** Rejects with an `ApiError`. */
  fetch: (query: SessionFilters & PageRequest, signal: AbortSignal) => Promise<Page<SessionResource>>;
  filters: () => SessionFilters;
  pageSize: () => number;
  /** The server's clock, epoch ms. */
  now: () => number;
  /** The session of this page, which is pinned even when it lies beyond the first page. */
  findCurrent: () => Promise<SessionResource | undefined>;
  onLoaded: (count: number) => void;
  onFailed: (error: ApiError) => void;
}

const REFRESH_EVERY_MS = 1000;

/** The rows of a table: fetched page by page, then kept up to date in place. Draws nothing, never rejects. */
export class SessionList implements ReactiveController {
  state: SessionListState = EMPTY_LIST;

  readonly #host: ReactiveControllerHost;
  readonly #options: SessionListOptions;
  #refreshing: GatheredCall | undefined;
  #requests = new AbortController();
  #hasChangedMeanwhile = false;

  constructor(host: ReactiveControllerHost, options: SessionListOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort();
  }

  /** Fetches the first page anew, and gives up whatever was under way. */
  async load(): Promise<void> {
    this.#abort();
    const isReady = this.state.phase === "ready";
    this.#set({ phase: isReady ? "ready" : "loading", isStale: isReady, isLoadingMore: false });
    await this.#attempt(
      async (signal) => {
        const [page, current] = await Promise.all([
          this.#fetch({ limit: this.#options.pageSize() }, signal),
          this.#options.findCurrent(),
        ]);
        signal.throwIfAborted();
        this.#replace(page, current);
      },
      (error) => this.#fail(error),
    );
  }

  /** Forgets all rows at once, as when somebody else signs in, and fetches anew. */
  async restart(): Promise<void> {
    this.#set(EMPTY_LIST);
    await this.load();
  }

  /** Appends the next page. */
  async loadMore(): Promise<void> {
    const { nextCursor, isLoadingMore } = this.state;
    if (!nextCursor || isLoadingMore) return;
    this.#set({ isLoadingMore: true, hasMoreFailed: false });
    await this.#attempt(
      async (signal) => {
        const page = await this.#fetch({ limit: this.#options.pageSize(), cursor: nextCursor }, signal);
        const rows = pinCurrent([...this.state.rows, ...page.items]);
        this.#set({ rows, nextCursor: page.nextCursor, isLoadingMore: false });
      },
      () => this.#set({ hasMoreFailed: true, isLoadingMore: false }),
    );
  }

  /** Brings the rows up to date without moving any; calls in quick succession are gathered. */
  refresh(): void {
    if (this.state.phase === "failed") return void this.load();
    // The answer that is on its way may be from before the change.
    if (this.state.phase === "loading" || this.state.isStale) this.#hasChangedMeanwhile = true;
    else void this.#requestRefresh();
  }

  /** Puts the new sessions on top, below the current one; in another order than by start each has its own place. */
  async showFresh(): Promise<void> {
    const { rows, fresh } = this.state;
    const { sort, order } = this.#options.filters();
    if (sort !== "startedAt" || order !== "desc") return this.load();
    this.#set({ rows: pinCurrent([...fresh, ...rows]), fresh: [] });
  }

  /** Changes rows ahead of what the server is going to tell; they keep their place. */
  patch(change: (session: SessionResource) => SessionResource): void {
    this.#set({ rows: this.state.rows.map(change) });
  }

  /** Whether a row's deadline has passed, so that it may have ended without anybody telling. */
  hasLapsed(): boolean {
    const now = this.#options.now();
    return this.state.rows.some(
      (session) =>
        isActive(session) &&
        Math.min(Date.parse(session.idleExpiresAt), Date.parse(session.absoluteExpiresAt)) < now,
    );
  }

  /** The server's clock, ISO 8601. */
  nowIso(): string {
    return new Date(this.#options.now()).toISOString();
  }

  /** What it takes to bring rows up to date is a chunk of its own: where nothing changes it is not needed. */
  async #requestRefresh(): Promise<void> {
    const chunk = await import("./refresh-sessions.ts").catch(() => undefined);
    if (!chunk) return;
    this.#refreshing ??= new chunk.GatheredCall(
      () =>
        this.#attempt(
          (signal) => this.#update(chunk.refreshSessions, signal),
          (error) => this.#failQuietly(error),
        ),
      REFRESH_EVERY_MS,
    );
    this.#refreshing.request();
  }

  async #update(refresh: typeof RefreshSessions, signal: AbortSignal): Promise<void> {
    const change = await refresh({
      getState: () => this.state,
      pageSize: this.#options.pageSize(),
      fetch: (limit, state) => this.#fetch({ limit }, signal, { ...this.#options.filters(), ...state }),
      endedAt: this.nowIso(),
      sort: this.#options.filters(),
    });
    this.#set(change);
    if (change.phase) this.#options.onLoaded(this.state.rows.length);
  }

  async #fetch(
    page: PageRequest,
    signal: AbortSignal,
    filters = this.#options.filters(),
  ): Promise<Page<SessionResource>> {
    const answer = await this.#options.fetch({ ...filters, ...page }, signal);
    signal.throwIfAborted();
    return answer;
  }

  /** Runs something that a later `load` cuts short without a trace. */
  async #attempt(
    run: (signal: AbortSignal) => Promise<void>,
    onError: (error: ApiError) => void,
  ): Promise<void> {
    const { signal } = this.#requests;
    try {
      await run(signal);
    } catch (error) {
      if (!signal.aborted) onError(toApiError(error));
    }
  }

  #replace(page: Page<SessionResource>, current?: SessionResource): void {
    this.#set({
      ...EMPTY_LIST,
      phase: "ready",
      rows: pinCurrent(current ? [current, ...page.items] : page.items),
      nextCursor: page.nextCursor,
      total: page.total,
      totalIsCapped: page.totalIsCapped ?? false,
    });
    this.#options.onLoaded(this.state.rows.length);
    if (this.#hasChangedMeanwhile) void this.#requestRefresh();
    this.#hasChangedMeanwhile = false;
  }

  #fail(error: ApiError): void {
    this.#set({ ...EMPTY_LIST, phase: "failed", error });
    this.#options.onFailed(error);
  }

  /** Rows a minute old are better than none, but nobody reads what they may not see. */
  #failQuietly(error: ApiError): void {
    if (error.status === 401 || error.status === 403) this.#fail(error);
  }

  #abort(): void {
    this.#requests.abort();
    this.#requests = new AbortController();
    this.#refreshing?.cancel();
  }

  #set(change: Partial<SessionListState>): void {
    this.state = { ...this.state, ...change };
    this.#host.requestUpdate();
  }
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError("The answer could not be read", { code: "internal", cause: error });
}
