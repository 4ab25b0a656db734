import type { SessionResource, UserResource } from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { withReauth } from "../shared/reauth-dialog.ts";
import { EndRun, type EndStep } from "./end-run.ts";
import { askToEndSessions, type EndChoice } from "./end-sessions-dialog.ts";
import { endChosen, endMatching as endMatchingSteps, endOthers, endOwn } from "./end-steps.ts";
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
  /** They have left, or somebody else has come: the dialog closes. */
  signal: AbortSignal;
  /** Some have ended: ids as far as they are known, and how many in all. */
  onEnded: (ids: readonly string[], count: number) => void;
}

/** Asks, ends what the person agreed to, greys the rows and tells the page. Resolves when the dialog is closed. */
export async function endSessions(
  options: EndSessionsOptions,
  sessions: readonly SessionResource[],
): Promise<void> {
  const { host, api, view, signal } = options;
  const [only] = sessions.length === 1 ? sessions : [];
  const ids = sessions.map(({ id }) => id);
  await askToEndSessions({
    host,
    signal,
    scope: view.scope,
    count: sessions.length,
    sessions: sessions.map((session) => ({ id: session.id, name: nameSession(session, view) })),
    person: (view.scope === "all" && only?.user?.displayName) || undefined,
    ...follow(options, ({ reason, everything }) => {
      if (view.scope === "own") return endOwn(api, ids);
      if (everything && only?.user) {
        return endMatchingSteps(api, { userId: only.user.id }, reason);
      }
      return endChosen(api, ids, reason);
    }),
  });
}

/** As `endSessions`, for everything that matches the filters; among one's own, for everything but this session. */
export async function endMatching(options: EndSessionsOptions): Promise<void> {
  const { host, api, view, list, signal } = options;
  const count = await countMatching(options);
  await askToEndSessions({
    host,
    signal,
    scope: view.scope,
    count,
    countText: countText(view, count),
    sessions: [],
    ...follow(options, ({ reason }) => {
      if (view.scope === "own") return endOthers(api, view.list.rows.filter(isEndable));
      const { sort: _sort, order: _order, ...filter } = toQuery(view.filters, "all");
      const [now, to = now] = [list.nowIso(), filter["to"]];
      // Without an end it would meet whoever signs in meanwhile.
      return endMatchingSteps(api, { filter: { ...filter, to: to < now ? to : now } }, reason);
    }),
  });
}

/** Beside ended sessions, the list's own total says nothing of those that can be ended. */
async function countMatching({ view, list, signal }: EndSessionsOptions): Promise<number> {
  if (view.filters.state === "active") return countEndable(view.list);
  const active = await list.fetch({ limit: 1 }, signal, { state: "active" });
  return countEndable({ ...view.list, total: active.total });
}

/** Greys what has ended as the run goes, and tells of it each time that it pauses. */
function follow(options: EndSessionsOptions, stepsOf: (choice: EndChoice) => EndStep[]) {
  const { host, api, list, onEnded } = options;
  let toldIds = 0;
  let toldCount = 0;
  return {
    begin(choice: EndChoice, onBatch: () => void): EndRun {
      const steps = stepsOf(choice).map(({ ids, send }) => ({
        ids,
        send: () => withReauth(host, api, send),
      }));
      return new EndRun(steps, (ended) => {
        greyRows(ended, choice.reason, options);
        onBatch();
      });
    },
    onPause(run: EndRun, reason: string): void {
      const ids = run.ended.slice(toldIds);
      const count = run.endedCount - toldCount;
      [toldIds, toldCount] = [run.ended.length, run.endedCount];
      if (run.error || run.gone.length > 0) list.refresh();
      if (count === 0) return;
      onEnded(ids, count);
      host.dispatchEvent(new SessionsEndedEvent(ids, reason));
    },
  };
}

/** As the server is going to tell them. */
function greyRows(ids: readonly string[], reason: string, { list, view, user }: EndSessionsOptions): void {
  const endReason = view.scope === "all" ? "forced" : "revoked_by_user";
  const endedAt = list.nowIso();
  const ended = new Set(ids);
  const rows = list.state.rows.map((session): SessionResource =>
    ended.has(session.id)
      ? { ...endSession(session, endedAt), endReason, endMessage: reason || null, endedBy: user }
      : session,
  );
  list.set({ rows });
}
