import type { Page, SessionResource } from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import type { PageRequest, SessionFilters } from "./filters.ts";
import { toQueryString } from "./filters.ts";

export type SessionScope = "own" | "all";

/** Where the sessions of a scope come from. Rejects with an `ApiError`. */
export function listSessions(
  api: ApiClient,
  scope: SessionScope,
  query: SessionFilters & PageRequest,
  signal: AbortSignal,
): Promise<Page<SessionResource>> {
  const path = scope === "all" ? "api/admin/sessions" : "api/sessions";
  const user = scope === "all" ? query.user : "";
  return api.get(`${path}?${toQueryString({ ...query, user })}`, { signal });
}
