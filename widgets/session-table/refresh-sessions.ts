import type { Page, SessionResource } from "../../server/contract/index.ts";
import { MAX_PAGE_SIZE, type SessionFilters } from "./filters.ts";
import { mergeSessions } from "./merge-sessions.ts";
import { EMPTY_LIST, type SessionListState } from "./session-list-state.ts";
import { endSession, isActive, pinCurrent } from "./session-rules.ts";

export { GatheredCall } from "./gathered-call.ts";

export interface RefreshOptions {
  /** Asked again after each answer: rows may have come or ended meanwhile. */
  getState: () => SessionListState;
  pageSize: number;
  /** A first page of the list, with other filters where given. */
  fetch: (limit: number, filters?: Partial<SessionFilters>) => Promise<Page<SessionResource>>;
  /** For sessions of which nobody tells when they ended. ISO 8601. */
  endedAt: string;
  sort: Pick<SessionFilters, "sort" | "order">;
}

/** Fetches what changed of the shown rows. Rejects as `fetch` does. */
export async function refreshSessions(options: RefreshOptions): Promise<Partial<SessionListState>> {
  const { getState, pageSize, fetch, sort } = options;
  const page = await fetch(Math.min(MAX_PAGE_SIZE, Math.max(getState().rows.length, pageSize)));
  const { nextCursor, total, totalIsCapped = false } = page;
  if (getState().rows.length === 0) {
    return { ...EMPTY_LIST, phase: "ready", rows: pinCurrent(page.items), nextCursor, total, totalIsCapped };
  }
  const { missing } = mergeSessions(getState().rows, page, sort);
  const ended = await findEnded(missing, options);
  const { rows, fresh } = mergeSessions(getState().rows, page, sort);
  const merged = rows.map((session) => (isActive(session) && ended.get(session.id)) || session);
  return { rows: merged, fresh, total, totalIsCapped };
}

/** How the sessions that left the list ended; the fact alone where the server's first page does not say. */
async function findEnded(
  missing: readonly SessionResource[],
  { fetch, endedAt }: RefreshOptions,
): Promise<ReadonlyMap<string, SessionResource>> {
  const ended = new Map(missing.map((session) => [session.id, endSession(session, endedAt)]));
  if (missing.length === 0) return ended;
  const { items } = await fetch(MAX_PAGE_SIZE, { state: "ended" });
  for (const session of items) if (ended.has(session.id)) ended.set(session.id, session);
  return ended;
}
