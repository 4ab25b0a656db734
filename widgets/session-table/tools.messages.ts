import type { DeviceType } from "../../server/contract/index.ts";
import type { Plural } from "./plural.ts";

/** Texts of what superusers work with. `{…}` is replaced. */
export interface ToolMessages {
  search: string;
  searchHint: string;
  filters: string;
  user: string;
  device: string;
  any: string;
  devices: Record<DeviceType, string>;
  endReason: string;
  from: string;
  to: string;
  clearFilters: string;
  pageSize: string;
  export: string;
  exported: string;
  exportFailed: string;
  selected: Plural;
  endSelected: string;
  endMatching: string;
  clearSelection: string;
  selectOne: string;
  selectAll: string;
}

export const messages: ToolMessages = {
  search: "Search",
  searchHint: "User, IP or session",
  filters: "Filters",
  user: "Whole username",
  device: "Device",
  any: "Any",
  devices: { desktop: "Computer", mobile: "Phone", tablet: "Tablet", bot: "Program", unknown: "Unknown" },
  endReason: "How it ended",
  from: "Started from",
  to: "until",
  clearFilters: "Clear filters",
  pageSize: "Rows at a time",
  export: "Export CSV",
  exported: "The file is ready.",
  exportFailed: "The file could not be made. Try again.",
  selected: { one: "# selected", other: "# selected" },
  endSelected: "End selected…",
  endMatching: "End all {count} matching…",
  clearSelection: "Clear",
  selectAll: "Select all sessions shown",
  selectOne: "Select {session}",
};
