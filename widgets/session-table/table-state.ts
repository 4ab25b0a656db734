import { DEFAULT_FILTERS, type SessionFilters } from "./filters.ts";

/** What people have chosen, and what they were told. */
export interface TableState {
  /** Whether rows can be drawn at once: what formats and draws the first of them takes long to come up. */
  isWarm: boolean;
  filters: SessionFilters;
  /** Ids of the chosen rows. */
  selection: readonly string[];
  /** Whether the panel of filters is open. */
  isFiltering: boolean;
  /** For screen readers. */
  announcement: string;
  /** What could not be done, in words. */
  problem: string;
}

export const FIRST_STATE: TableState = {
  isWarm: false,
  filters: DEFAULT_FILTERS,
  selection: [],
  isFiltering: false,
  announcement: "",
  problem: "",
};
