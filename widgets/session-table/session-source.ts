import type { Page, SessionResource } from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import type { PageRequest, SessionFilters } from "./filters.ts";
import { toQuery } from "./filters.ts";
import type { SessionScope } from "./session-scope.ts";

/** Where the sessions of a scope come from. Rejects with an `ApiError`. */
export function listSessions(
  api: ApiClient,
  scope: SessionScope,
  { limit, cursor, ...filters }: SessionFilters & PageRequest,
  signal: AbortSignal,
): Promise<Page<SessionResource>> {
  const path = scope === "all" ? "api/admin/sessions" : "api/sessions";
  const page = { limit: `${limit}`, ...(cursor && { cursor }) };
  return api.get(`${path}?${new URLSearchParams({ ...toQuery(filters, scope), ...page })}`, { signal });
}
