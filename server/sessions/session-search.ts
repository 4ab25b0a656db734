import type { EndReason, SessionOrder, SessionSort, SessionStateFilter } from "../contract/index.ts";

/** What a list, an export or an end by filter is about. */
export interface SessionFilter {
  state: SessionStateFilter;
  subjectId?: string | undefined;
  /** Start of a username, an IP address or a session id. */
  q?: string | undefined;
  /** A device type, or the whole label. */
  device?: string | undefined;
  ip?: string | undefined;
  country?: string | undefined;
  endReason?: EndReason | undefined;
  /** Epoch ms; sessions that started then or later. */
  from?: number | undefined;
  /** Epoch ms; sessions that started before. */
  to?: number | undefined;
  /** A session to leave out. */
  exceptId?: string | undefined;
}

/** Values of the columns of the sort, in their order: a place in the list. */
export type SessionPlace = (string | number)[];

export interface SessionSearch extends SessionFilter {
  now: number;
  sort: SessionSort;
  order: SessionOrder;
  limit: number;
  after?: SessionPlace | undefined;
}

/**
 * Which rows a walk goes over: what is open and what has ended have indexes apart. `open` holds what nobody has
 * recorded as ended, `lapsed` what of it has passed a deadline, `active` the rest (M17).
 */
export type Scope = "active" | "open" | "lapsed" | "ended";

export function scopesOf({ state, endReason }: SessionFilter): Scope[] {
  if (endReason !== undefined) {
    if (state === "active") return [];
    return endReason === "expired_idle" || endReason === "expired_absolute" ? ["ended", "lapsed"] : ["ended"];
  }
  if (state === "active") return ["active"];
  return state === "ended" ? ["ended", "lapsed"] : ["open", "ended"];
}
