import { DEFAULT_FILTERS, type SessionFilters } from "./filters.ts";

/** What people have chosen, and what they were told. */
export interface TableState {
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
  filters: DEFAULT_FILTERS,
  selection: [],
  isFiltering: false,
  announcement: "",
  problem: "",
};
