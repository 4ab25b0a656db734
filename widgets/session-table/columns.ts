import type { SessionStateFilter } from "../../server/contract/index.ts";
import type { SessionScope } from "./session-source.ts";

export const COLUMNS = [
  "select",
  "user",
  "status",
  "device",
  "ip",
  "location",
  "started",
  "last-seen",
  "duration",
  "requests",
  "ended-by",
  "actions",
] as const;

export type Column = (typeof COLUMNS)[number];

export interface ColumnChoice {
  scope: SessionScope;
  state: SessionStateFilter;
  /** The `columns` attribute: names, separated by spaces or commas. Empty for the default. */
  wanted: string;
}

const DEFAULT_ALL = "select user status device location started last-seen duration requests ended-by actions";
const DEFAULT_OWN = "device status last-seen started location ended-by actions";

/** The columns to show, in the order of `COLUMNS`, the row header first among those with content. */
export function chooseColumns({ scope, state, wanted }: ColumnChoice): Column[] {
  const names = (wanted.trim() || defaultColumns(scope)).split(/[\s,]+/);
  const chosen = COLUMNS.filter((column) => names.includes(column) || column === rowHeader(scope));
  return moveRowHeaderFirst(
    chosen.filter((column) => isUseful(column, state, wanted)),
    scope,
  );
}

/** The column that names its row. */
export function rowHeader(scope: SessionScope): Column {
  return scope === "all" ? "user" : "device";
}

function defaultColumns(scope: SessionScope): string {
  return scope === "all" ? DEFAULT_ALL : DEFAULT_OWN;
}

/** Ended sessions cannot be chosen; among active ones "ended by" is empty, unless it was asked for by name. */
function isUseful(column: Column, state: SessionStateFilter, wanted: string): boolean {
  if (column === "ended-by") return state !== "active" || wanted.includes(column);
  return state !== "ended" || (column !== "select" && column !== "actions");
}

function moveRowHeaderFirst(columns: Column[], scope: SessionScope): Column[] {
  const header = rowHeader(scope);
  const rest = columns.filter((column) => column !== header && column !== "select");
  return [...columns.filter((column) => column === "select"), header, ...rest];
}
