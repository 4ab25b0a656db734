import type { SessionStateFilter } from "../../server/contract/index.ts";

/** What the list shows. `user` is a username or a user id; empty means everybody. */
export interface SessionFilters {
  state: SessionStateFilter;
  user: string;
}

export interface PageRequest {
  /** 1 to 100. */
  limit: number;
  cursor?: string | undefined;
}

export const STATES = ["active", "ended", "all"] as const satisfies readonly SessionStateFilter[];
export const DEFAULT_FILTERS: Readonly<SessionFilters> = { state: "active", user: "" };
export const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 25;

/** Reads the `filters` attribute, `state=ended&user=ana`; what it does not know or name stays as it is by default. */
export function parseFilters(attribute: string | null | undefined): SessionFilters {
  const given = new URLSearchParams(attribute ?? "");
  const state = STATES.find((one) => one === given.get("state"));
  return { state: state ?? DEFAULT_FILTERS.state, user: given.get("user")?.trim() ?? DEFAULT_FILTERS.user };
}

export function isFiltered(filters: SessionFilters): boolean {
  return filters.user !== DEFAULT_FILTERS.user || filters.state !== DEFAULT_FILTERS.state;
}

export function toQueryString({ state, user, limit, cursor }: SessionFilters & PageRequest): string {
  const query = new URLSearchParams({ state, limit: `${limit}` });
  if (user) query.set("user", user);
  if (cursor) query.set("cursor", cursor);
  return query.toString();
}

/** What the server takes: 1 to 100, 25 for what is no number. */
export function clampPageSize(wanted: number): number {
  return Math.min(MAX_PAGE_SIZE, Math.max(1, Math.floor(wanted) || DEFAULT_PAGE_SIZE));
}
