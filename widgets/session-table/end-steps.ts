import type {
  EndSessionsAnswer,
  EndSessionsRequest,
  LogoutAnswer,
  SessionResource,
} from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "../shared/api-client.ts";
import type { EndStep } from "./end-run.ts";

/** Which sessions of others, where the server finds them. */
type Choice = Pick<EndSessionsRequest, "filter" | "userId">;

/** Sessions that one request ends: few enough to say how far it is and to stop it, and for the server to answer soon. */
const BATCH = 500;
const NAMED_BATCH = 100;

/** Sessions of others, by id. */
export function endChosen(api: ApiClient, ids: readonly string[], reason: string): EndStep[] {
  return inBatches(ids).map((batch) => ({
    ids: batch,
    async send() {
      const request: EndSessionsRequest = { ids: batch, reason };
      const { ids: ended, notFound } = await api.post<EndSessionsAnswer>("api/admin/sessions/end", request);
      const gone = batch.filter((id) => !ended.includes(id));
      return { ended, gone: gone.map((id) => ({ id, isOver: !notFound.includes(id) })) };
    },
  }));
}

/** Whatever matches, in as many requests as that takes. */
export function endMatching(api: ApiClient, choice: Choice, reason: string): EndStep[] {
  const request: EndSessionsRequest = { ...choice, reason, limit: BATCH };
  const send = async () => {
    const answer = await api.post<EndSessionsAnswer>("api/admin/sessions/end", request);
    return { ended: answer.ids, hasMore: answer.more };
  };
  return [{ ids: [], send }];
}

/** One's own, by id. */
export function endOwn(api: ApiClient, ids: readonly string[]): EndStep[] {
  return ids.map((id) => ({
    ids: [id],
    async send() {
      const wasThere = await deleteSession(api, id);
      return wasThere ? { ended: [id] } : { ended: [], gone: [{ id, isOver: true }] };
    },
  }));
}

/** One's own but the current one; `known` are those that are shown. */
export function endOthers(api: ApiClient, known: readonly SessionResource[]): EndStep[] {
  const send = async () => {
    const { ended } = await api.post<LogoutAnswer>("api/auth/logout", { scope: "others" });
    return { ended: known.map(({ id }) => id), count: ended };
  };
  return [{ ids: [], send }];
}

function inBatches(ids: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let start = 0; start < ids.length; start += NAMED_BATCH) {
    batches.push(ids.slice(start, start + NAMED_BATCH));
  }
  return batches;
}

/** Whether there was one to end. */
async function deleteSession(api: ApiClient, id: string): Promise<boolean> {
  try {
    await api.delete(`api/sessions/${encodeURIComponent(id)}`);
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}
