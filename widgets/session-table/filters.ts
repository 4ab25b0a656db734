import type { SessionOrder, SessionSort, SessionStateFilter } from "../../server/contract/index.ts";
import type { SessionScope } from "./session-scope.ts";

/** What the list shows, and in which order. Empty text means whatever. */
export interface SessionFilters {
  state: SessionStateFilter;
  /** A username or a user id, whole. */
  user: string;
  /** Start of a username, an IP address or a session id. */
  q: string;
  /** A type of device, or a whole label. */
  device: string;
  endReason: string;
  /** First and last day of the start, `2026-11-22`, in the reader's time zone. */
  from: string;
  to: string;
  sort: SessionSort;
  order: SessionOrder;
}

export interface PageRequest {
  /** 1 to 100. */
  limit: number;
  cursor?: string | undefined;
}

export const DEFAULT_FILTERS: Readonly<SessionFilters> = {
  state: "active",
  user: "",
  q: "",
  device: "",
  endReason: "",
  from: "",
  to: "",
  sort: "startedAt",
  order: "desc",
};
export const MAX_PAGE_SIZE = 100;
const DEFAULT_PAGE_SIZE = 25;

const VALID: Partial<Record<keyof SessionFilters, RegExp>> = {
  state: /^(active|ended|all)$/,
  sort: /^(startedAt|lastSeenAt|user)$/,
  order: /^(asc|desc)$/,
};

/** Reads `state=ended&user=ana`; what it does not know or name stays as it is by default. */
export function parseFilters(text: string): SessionFilters {
  const given = [...new URLSearchParams(text)].filter(
    ([key, value]) =>
      key in DEFAULT_FILTERS && (VALID[key as keyof SessionFilters]?.test(value.trim()) ?? true),
  );
  return { ...DEFAULT_FILTERS, ...Object.fromEntries(given.map(([key, value]) => [key, value.trim()])) };
}

/** What the server is asked for; one's own sessions know states only. */
export function toQuery(filters: SessionFilters, scope: SessionScope): Record<string, string> {
  if (scope === "own") return { state: filters.state };
  const { from, to, ...rest } = filters;
  const asked = { ...rest, from: toIso(`${from}T00:00`), to: toIso(`${to}T24:00`) };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
}

/** What the server takes: 1 to 100, 25 for what is no number. */
export function clampPageSize(wanted: number): number {
  return Math.min(MAX_PAGE_SIZE, Math.max(1, Math.floor(wanted) || DEFAULT_PAGE_SIZE));
}

/** Empty for what is no day. */
function toIso(localTime: string): string {
  const at = new Date(localTime);
  return isNaN(+at) ? "" : at.toISOString();
}
