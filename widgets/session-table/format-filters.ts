import { DEFAULT_FILTERS, type SessionFilters } from "./filters.ts";

const KEYS = Object.keys(DEFAULT_FILTERS) as (keyof SessionFilters)[];

/** The filters as `parseFilters` reads them: what differs from the default. */
export function formatFilters(filters: SessionFilters): URLSearchParams {
  const chosen = KEYS.filter((key) => filters[key] !== DEFAULT_FILTERS[key]);
  return new URLSearchParams(chosen.map((key) => [key, filters[key]]));
}

/** Whether less than all active sessions may be shown, in whatever order. */
export function isFiltered({ sort: _sort, order: _order, ...filters }: SessionFilters): boolean {
  return formatFilters({ ...DEFAULT_FILTERS, ...filters }).size > 0;
}
