import type {
  EndSessionsAnswer,
  EndSessionsRequest,
  SessionResource,
  UserResource,
} from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "../shared/api-client.ts";
import { askToEndSessions, type EndOutcome } from "./end-sessions-dialog.ts";
import { SessionsEndedEvent } from "./events.ts";
import type { SessionList } from "./session-list.ts";
import { endSession } from "./session-rules.ts";
import { nameSession, type SessionView } from "./session-view.ts";

export interface EndSessionsOptions {
  /** Holds the dialog and dispatches the event. */
  host: HTMLElement;
  api: ApiClient;
  list: SessionList;
  view: SessionView;
  sessions: readonly SessionResource[];
  /** Who ends them. */
  user: UserResource | null;
  onEnded: (count: number) => void;
}

/** Asks, ends what the person agreed to, greys the rows and tells the page. Resolves when the dialog is closed. */
export async function endSessions(options: EndSessionsOptions): Promise<void> {
  const { host, api, list, view, sessions, onEnded } = options;
  await askToEndSessions({
    host,
    api,
    scope: view.scope,
    sessions: sessions.map((session) => ({ id: session.id, name: nameSession(session, view) })),
    async end(ids, reason) {
      const outcome = view.scope === "all" ? await endAll(api, ids, reason) : await endOwn(api, ids);
      greyRows(outcome.ended, reason, options);
      onEnded(outcome.ended.length);
      if (outcome.notEnded.length > 0) list.refresh();
      if (outcome.ended.length > 0) host.dispatchEvent(new SessionsEndedEvent(outcome.ended, reason));
      return outcome;
    },
  });
}

/** As the server is going to tell them. */
function greyRows(ids: readonly string[], reason: string, { list, view, user }: EndSessionsOptions): void {
  const endReason = view.scope === "all" ? "forced" : "revoked_by_user";
  const endedAt = list.nowIso();
  list.patch((session) =>
    ids.includes(session.id)
      ? { ...endSession(session, endedAt), endReason, endMessage: reason || null, endedBy: user }
      : session,
  );
}

async function endAll(api: ApiClient, ids: readonly string[], reason: string): Promise<EndOutcome> {
  const request: EndSessionsRequest = { ids: [...ids], reason };
  const answer = await api.post<EndSessionsAnswer>("api/admin/sessions/end", request);
  return { ended: answer.ids, notEnded: ids.filter((id) => !answer.ids.includes(id)) };
}

async function endOwn(api: ApiClient, ids: readonly string[]): Promise<EndOutcome> {
  const [ended, notEnded]: [string[], string[]] = [[], []];
  for (const id of ids) ((await deleteSession(api, id)) ? ended : notEnded).push(id);
  return { ended, notEnded };
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
