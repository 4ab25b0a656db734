import type {
  EndSessionsAnswer,
  EndSessionsRequest,
  LogoutAnswer,
  SessionResource,
  UserResource,
} from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "../shared/api-client.ts";
import { askToEndSessions, type EndChoice, type EndOutcome } from "./end-sessions-dialog.ts";
import { SessionsEndedEvent } from "./events.ts";
import { toQuery } from "./filters.ts";
import type { SessionList } from "./session-list.ts";
import { countEndable, endSession, isEndable } from "./session-rules.ts";
import { countText, nameSession, type SessionView } from "./session-view.ts";

export interface EndSessionsOptions {
  /** Holds the dialog and dispatches the event. */
  host: HTMLElement;
  api: ApiClient;
  list: SessionList;
  view: SessionView;
  /** Who ends them. */
  user: UserResource | null;
  onEnded: (count: number) => void;
}

/** Asks, ends what the person agreed to, greys the rows and tells the page. Resolves when the dialog is closed. */
export async function endSessions(
  options: EndSessionsOptions,
  sessions: readonly SessionResource[],
): Promise<void> {
  const { host, api, view } = options;
  const [only] = sessions.length === 1 ? sessions : [];
  await askToEndSessions({
    host,
    api,
    scope: view.scope,
    count: sessions.length,
    sessions: sessions.map((session) => ({ id: session.id, name: nameSession(session, view) })),
    person: (view.scope === "all" && only?.user?.displayName) || undefined,
    async end({ ids, reason, everything }) {
      if (view.scope === "own") return report(await endOwn(api, ids), reason, options);
      if (everything && only?.user) {
        return report(await endInBatches(api, { userId: only.user.id, reason }), reason, options);
      }
      return report(await endChosen(api, ids, reason), reason, options);
    },
  });
}

/** As `endSessions`, for everything that matches the filters; among one's own, for everything but this session. */
export async function endMatching(options: EndSessionsOptions): Promise<void> {
  const { host, api, view } = options;
  const count = countEndable(view.list);
  await askToEndSessions({
    host,
    api,
    scope: view.scope,
    count,
    countText: countText(view, count),
    sessions: [],
    async end({ reason }: EndChoice) {
      if (view.scope === "own") return report(await endOthers(api, view), reason, options);
      const { sort: _sort, order: _order, ...filter } = toQuery(view.filters, "all");
      return report(await endInBatches(api, { filter, reason }), reason, options);
    },
  });
}

/** Greys what is known to have ended, and tells of it. */
function report(outcome: EndOutcome, reason: string, options: EndSessionsOptions): EndOutcome {
  const { host, list, onEnded } = options;
  greyRows(outcome.ended, reason, options);
  onEnded(outcome.ended.length);
  if (outcome.notEnded.length > 0) list.refresh();
  if (outcome.ended.length > 0) host.dispatchEvent(new SessionsEndedEvent(outcome.ended, reason));
  return outcome;
}

/** As the server is going to tell them. */
function greyRows(ids: readonly string[], reason: string, { list, view, user }: EndSessionsOptions): void {
  const endReason = view.scope === "all" ? "forced" : "revoked_by_user";
  const endedAt = list.nowIso();
  const ended = new Set(ids);
  list.patch((session) =>
    ended.has(session.id)
      ? { ...endSession(session, endedAt), endReason, endMessage: reason || null, endedBy: user }
      : session,
  );
}

async function endChosen(api: ApiClient, ids: readonly string[], reason: string): Promise<EndOutcome> {
  const request: EndSessionsRequest = { ids: [...ids], reason };
  const answer = await api.post<EndSessionsAnswer>("api/admin/sessions/end", request);
  return { ended: answer.ids, notEnded: ids.filter((id) => !answer.ids.includes(id)) };
}

/** The server ends at most 500 at a time and says whether there are more. What failed midway stays ended. */
async function endInBatches(api: ApiClient, request: EndSessionsRequest): Promise<EndOutcome> {
  const ended: string[] = [];
  for (;;) {
    const answer = await api.post<EndSessionsAnswer>("api/admin/sessions/end", request);
    ended.push(...answer.ids);
    if (!answer.more || answer.ids.length === 0) return { ended, notEnded: [] };
  }
}

async function endOwn(api: ApiClient, ids: readonly string[]): Promise<EndOutcome> {
  const [ended, notEnded]: [string[], string[]] = [[], []];
  for (const id of ids) ((await deleteSession(api, id)) ? ended : notEnded).push(id);
  return { ended, notEnded };
}

async function endOthers(api: ApiClient, { list }: SessionView): Promise<EndOutcome> {
  await api.post<LogoutAnswer>("api/auth/logout", { scope: "others" });
  return { ended: list.rows.filter(isEndable).map(({ id }) => id), notEnded: [] };
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
