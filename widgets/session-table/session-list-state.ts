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
