import type {
  EndSessionsAnswer,
  EndSessionsRequest,
  Page,
  SessionResource,
} from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { ApiError } from "../shared/api-client.ts";
import type { PageRequest, SessionFilters } from "./filters.ts";
import { toQueryString } from "./filters.ts";

export type SessionScope = "own" | "all";

export interface EndOutcome {
  ended: string[];
  /** Unknown to the server, or over already. */
  notEnded: string[];
}

/** Where the sessions of one scope come from. Every call rejects with an `ApiError`. */
export interface SessionSource {
  list(filters: SessionFilters, page: PageRequest, signal?: AbortSignal): Promise<Page<SessionResource>>;
  /** `reason` is shown to the users; people who end their own sessions need none. */
  end(ids: readonly string[], reason: string): Promise<EndOutcome>;
}

export function createSessionSource(scope: SessionScope, api: ApiClient): SessionSource {
  return scope === "all" ? allSessions(api) : ownSessions(api);
}

function allSessions(api: ApiClient): SessionSource {
  return {
    list: (filters, page, signal) =>
      api.get(`api/admin/sessions?${toQueryString(filters, page)}`, signal && { signal }),
    async end(ids, reason) {
      const request: EndSessionsRequest = { ids: [...ids], reason };
      const answer = await api.post<EndSessionsAnswer>("api/admin/sessions/end", request);
      return { ended: answer.ids, notEnded: ids.filter((id) => !answer.ids.includes(id)) };
    },
  };
}

function ownSessions(api: ApiClient): SessionSource {
  return {
    list: (filters, page, signal) =>
      api.get(`api/sessions?${toQueryString({ ...filters, user: "" }, page)}`, signal && { signal }),
    async end(ids) {
      const outcome: EndOutcome = { ended: [], notEnded: [] };
      for (const id of ids) {
        const wasFound = await endOwn(api, id);
        (wasFound ? outcome.ended : outcome.notEnded).push(id);
      }
      return outcome;
    },
  };
}

async function endOwn(api: ApiClient, id: string): Promise<boolean> {
  try {
    await api.delete(`api/sessions/${encodeURIComponent(id)}`);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}
