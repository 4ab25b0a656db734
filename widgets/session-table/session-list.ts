import type { LitElement } from "lit";
import type { Page, SessionResource } from "../../server/contract/index.ts";
import { ApiError } from "../shared/api-client.ts";
import type { PageRequest, SessionFilters } from "./filters.ts";
import type { GatheredCall } from "./gathered-call.ts";
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

/**
 * The rows of a table. It fetches them; `ListUpdates`, which it fetches when something changes, and what people do
 * with rows keep them up to date in place. Draws nothing, never rejects.
 */
export class SessionList {
  state: SessionListState = EMPTY_LIST;
  readonly host: LitElement;
  readonly options: SessionListOptions;

  #updates: Pick<GatheredCall, "request" | "cancel"> | undefined;
  #requests = new AbortController();
  #hasChangedMeanwhile = false;

  constructor(host: LitElement, options: SessionListOptions) {
    this.host = host;
    this.options = options;
    host.addController({ hostDisconnected: () => this.#abort() });
  }

  /** Fetches the first page anew, and gives up whatever was under way. */
  async load(): Promise<void> {
    this.#abort();
    const isReady = this.state.phase === "ready";
    this.set({ phase: isReady ? "ready" : "loading", isStale: isReady, isLoadingMore: false });
    await this.attempt(
      async (signal) => {
        const [page, current] = await Promise.all([
          this.fetch({ limit: this.options.pageSize() }, signal),
          this.options.findCurrent(),
        ]);
        signal.throwIfAborted();
        this.replace(page, current);
      },
      (error) => this.fail(error),
    );
  }

  /** Forgets all rows at once, as when somebody else signs in, and fetches anew. */
  async restart(): Promise<void> {
    this.set(EMPTY_LIST);
    await this.load();
  }

  /** Brings the rows up to date without moving any; calls in quick succession are gathered. */
  refresh(): void {
    if (this.state.phase === "failed") return void this.load();
    // The answer that is on its way may be from before the change.
    if (this.state.phase === "loading" || this.state.isStale) this.#hasChangedMeanwhile = true;
    else void this.#requestUpdate();
  }

  /** Whether a row's deadline has passed, so that it may have ended without anybody telling. */
  hasLapsed(): boolean {
    const now = this.options.now();
    return this.state.rows.some(
      (session) =>
        isActive(session) &&
        Math.min(Date.parse(session.idleExpiresAt), Date.parse(session.absoluteExpiresAt)) < now,
    );
  }

  /** The server's clock, ISO 8601. */
  nowIso(): string {
    return new Date(this.options.now()).toISOString();
  }

  /** Asks for a page with the filters of the list, or with others where given. Rejects with an `ApiError`. */
  async fetch(
    page: PageRequest,
    signal: AbortSignal,
    filters?: Partial<SessionFilters>,
  ): Promise<Page<SessionResource>> {
    const answer = await this.options.fetch({ ...this.options.filters(), ...filters, ...page }, signal);
    signal.throwIfAborted();
    return answer;
  }

  /** Runs something that a later `load` cuts short without a trace. */
  async attempt(
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

  /** Shows a first page in place of whatever was shown. */
  replace(page: Page<SessionResource>, current?: SessionResource): void {
    this.set({
      ...EMPTY_LIST,
      phase: "ready",
      rows: pinCurrent(current ? [current, ...page.items] : page.items),
      nextCursor: page.nextCursor,
      total: page.total,
      totalIsCapped: page.totalIsCapped ?? false,
    });
    this.options.onLoaded(this.state.rows.length);
    if (this.#hasChangedMeanwhile) void this.#requestUpdate();
    this.#hasChangedMeanwhile = false;
  }

  fail(error: ApiError): void {
    this.set({ ...EMPTY_LIST, phase: "failed", error });
    this.options.onFailed(error);
  }

  set(change: Partial<SessionListState>): void {
    this.state = { ...this.state, ...change };
    this.host.requestUpdate();
  }

  async #requestUpdate(): Promise<void> {
    const chunk = await import("./list-updates.ts").catch(() => undefined);
    if (!chunk) return;
    this.#updates ??= new chunk.ListUpdates(this);
    this.#updates.request();
  }

  #abort(): void {
    this.#requests.abort();
    this.#requests = new AbortController();
    this.#updates?.cancel();
  }
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError("The answer could not be read", { code: "internal", cause: error });
}
