import type { SessionFilters } from "./filters.ts";
import { formatFilters } from "./format-filters.ts";

/**
 * Keeps the rest of the address, and the page's place in the history: a filter is not a page of its own. Where the host
 * has given filters, an address that says nothing means those: so it says even what would go without saying.
 */
export function writeAddress(prefix: string, filters: SessionFilters, given: string): void {
  const url = new URL(location.href);
  for (const key of [...url.searchParams.keys()]) if (key.startsWith(prefix)) url.searchParams.delete(key);
  const chosen = formatFilters(filters);
  if (given && chosen.size === 0) chosen.set("state", filters.state);
  for (const [key, value] of chosen) url.searchParams.set(prefix + key, value);
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}
