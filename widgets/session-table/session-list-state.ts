import type { SessionResource } from "../../server/contract/index.ts";
import type { ApiError } from "../shared/api-client.ts";

/** What there is to draw. */
export interface SessionListState {
  phase: "loading" | "ready" | "failed";
  rows: readonly SessionResource[];
  /** New sessions that wait until the person asks for them. */
  fresh: readonly SessionResource[];
  nextCursor: string | null;
  total: number | undefined;
  /** There are more than `total`. */
  totalIsCapped: boolean;
  /** With `failed`. */
  error: ApiError | undefined;
  /** The rows are those of the filters before; new ones are on their way. */
  isStale: boolean;
  isLoadingMore: boolean;
  hasMoreFailed: boolean;
}

/** Whether there are no rows to show, for good or because they could not be fetched. */
export function isBlank({ phase, rows }: SessionListState): boolean {
  return phase === "failed" || (phase === "ready" && rows.length === 0);
}

/** Whether whoever asks may not see the list. */
export function isBarred({ error }: SessionListState): boolean {
  return error?.status === 401 || error?.status === 403;
}

export const EMPTY_LIST: SessionListState = {
  phase: "loading",
  rows: [],
  fresh: [],
  nextCursor: null,
  total: undefined,
  totalIsCapped: false,
  error: undefined,
  isStale: false,
  isLoadingMore: false,
  hasMoreFailed: false,
};
