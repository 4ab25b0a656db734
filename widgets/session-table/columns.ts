import type { SessionStateFilter } from "../../server/contract/index.ts";
import type { SessionScope } from "./session-scope.ts";

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
export function chooseColumns(choice: ColumnChoice): Column[] {
  const { scope, wanted } = choice;
  const names = (wanted.trim() || defaultColumns(scope)).split(/[\s,]+/);
  const chosen = COLUMNS.filter((column) => names.includes(column) || column === rowHeader(scope));
  return moveRowHeaderFirst(
    chosen.filter((column) => isUseful(column, choice)),
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

/**
 * Ended sessions cannot be chosen, and when they ended says more than when they were seen last. Beside active
 * ones in a dense table, a column for the end would be empty for most: the actions' cells tell of it there.
 * What was asked for by name is shown all the same.
 */
function isUseful(column: Column, { scope, state, wanted }: ColumnChoice): boolean {
  if (column === "ended-by") {
    return state === "ended" || (scope === "own" && state === "all") || wanted.includes(column);
  }
  if (column === "select" && scope === "own") return false;
  if (column === "last-seen") return state !== "ended" || wanted.includes(column);
  return state !== "ended" || (column !== "select" && column !== "actions");
}

function moveRowHeaderFirst(columns: Column[], scope: SessionScope): Column[] {
  const header = rowHeader(scope);
  const rest = columns.filter((column) => column !== header && column !== "select");
  return [...columns.filter((column) => column === "select"), header, ...rest];
}
