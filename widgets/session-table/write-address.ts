import type { SessionFilters } from "./filters.ts";
import { formatFilters } from "./format-filters.ts";

/** Keeps the rest of the address, and the page's place in the history: a filter is not a page of its own. */
export function writeAddress(prefix: string, filters: SessionFilters): void {
  const url = new URL(location.href);
  for (const key of [...url.searchParams.keys()]) if (key.startsWith(prefix)) url.searchParams.delete(key);
  for (const [key, value] of formatFilters(filters)) url.searchParams.set(prefix + key, value);
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}
