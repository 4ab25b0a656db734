import type { SessionResource } from "../../server/contract/index.ts";
import type { ApiError } from "../shared/api-client.ts";
import { MAX_PAGE_SIZE } from "./filters.ts";
import { GatheredCall } from "./gathered-call.ts";
import { keepFocus } from "./keep-focus.ts";
import { mergeSessions } from "./merge-sessions.ts";
import type { SessionList } from "./session-list.ts";
import { endSession, isActive } from "./session-rules.ts";

const UPDATE_EVERY_MS = 1000;

/** Brings the rows of a list up to date in place. A chunk of its own: where nothing changes it is not needed. */
export class ListUpdates {
  readonly #list: SessionList;
  readonly #calls: GatheredCall;

  constructor(list: SessionList) {
    this.#list = list;
    this.#calls = new GatheredCall(
      () =>
        list.attempt(
          (signal) => this.#update(signal),
          (error) => this.#failQuietly(error),
        ),
      UPDATE_EVERY_MS,
    );
  }

  /** Calls in quick succession are gathered. */
  request(): void {
    this.#calls.request();
  }

  cancel(): void {
    this.#calls.cancel();
  }

  async #update(signal: AbortSignal): Promise<void> {
    const list = this.#list;
    const { pageSize, filters } = list.options;
    const page = await list.fetch(
      { limit: Math.min(MAX_PAGE_SIZE, Math.max(list.state.rows.length, pageSize())) },
      signal,
    );
    // Asked again after each answer: rows may have come or ended meanwhile.
    if (list.state.rows.length === 0) return list.replace(page);
    const { missing } = mergeSessions(list.state.rows, page, filters());
    const ended = await this.#findEnded(missing, signal);
    const { rows, fresh } = mergeSessions(list.state.rows, page, filters());
    const { total, totalIsCapped = false } = page;
    await keepFocus(list.host, () =>
      list.set({
        rows: rows.map((session) => (isActive(session) && ended.get(session.id)) || session),
        fresh,
        total,
        totalIsCapped,
      }),
    );
  }

  /** How the sessions that left the list ended; the fact alone where the server's first page does not say. */
  async #findEnded(
    missing: readonly SessionResource[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, SessionResource>> {
    const endedAt = this.#list.nowIso();
    const ended = new Map(missing.map((session) => [session.id, endSession(session, endedAt)]));
    if (missing.length === 0) return ended;
    const { items } = await this.#list.fetch({ limit: MAX_PAGE_SIZE }, signal, { state: "ended" });
    for (const session of items) if (ended.has(session.id)) ended.set(session.id, session);
    return ended;
  }

  /** Rows a minute old are better than none, but nobody reads what they may not see. */
  #failQuietly(error: ApiError): void {
    if (error.status === 401 || error.status === 403) this.#list.fail(error);
  }
}
