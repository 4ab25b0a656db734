import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../server/clock.ts";
import type { MetricsAnswer, MetricsWindow } from "../../../server/contract/index.ts";
import type { ConsentDecisionRow, LoginAttemptRow, SessionRow } from "../../../server/database/tables.ts";

export interface History {
  sessions: Pick<
    SessionRow,
    | "kind"
    | "subject_id"
    | "device_type"
    | "created_at"
    | "ended_at"
    | "end_reason"
    | "idle_expires_at"
    | "absolute_expires_at"
  >[];
  attempts: Pick<LoginAttemptRow, "at" | "outcome">[];
  decisions: Pick<ConsentDecisionRow, "received_at" | "action">[];
}

const LENGTH_MS: Record<MetricsWindow, number> = {
  "1h": HOUR_MS,
  "24h": DAY_MS,
  "7d": 7 * DAY_MS,
  "30d": 30 * DAY_MS,
  "90d": 90 * DAY_MS,
};
const STEP_MS: Record<MetricsWindow, number> = {
  "1h": 5 * MINUTE_MS,
  "24h": HOUR_MS,
  "7d": 6 * HOUR_MS,
  "30d": DAY_MS,
  "90d": DAY_MS,
};

/** The same document by looking at every row, again for every figure. Users are named by their ids. */
export function countNaively(history: History, window: MetricsWindow, now: number): MetricsAnswer {
  const sessions = history.sessions.map((session) => ({ ...session, end: endOf(session, now) }));
  const inWindow = (at: number) => at > now - LENGTH_MS[window] && at <= now;
  const active = sessions.filter(({ end }) => end === undefined);
  const ended = sessions.flatMap(({ end, created_at }) =>
    end && inWindow(end.at) ? [{ ...end, lastedMs: end.at - created_at }] : [],
  );
  const attempts = history.attempts.filter(({ at }) => inWindow(at));
  const succeeded = attempts.filter(({ outcome }) => outcome === "succeeded").length;
  const failed = attempts.filter(({ outcome }) => outcome === "failed").length;
  const decisions = history.decisions.filter(({ received_at }) => inWindow(received_at));
  const decided = (action: string) => decisions.filter((decision) => decision.action === action).length;
  return {
    window,
    generatedAt: new Date(now).toISOString(),
    active: {
      total: active.length,
      signedIn: active.filter(({ kind }) => kind !== "anonymous").length,
      anonymous: active.filter(({ kind }) => kind === "anonymous").length,
    },
    byUser: countBy(active.flatMap(({ subject_id }) => subject_id ?? []))
      .slice(0, 10)
      .map(([user, count]) => ({ user, count })),
    byDevice: countBy(active.map(({ device_type }) => device_type)).map(([device, count]) => ({
      device,
      count,
    })),
    averageDurationSeconds:
      ended.length === 0
        ? null
        : Math.round(ended.reduce((sum, { lastedMs }) => sum + lastedMs, 0) / ended.length / 1_000),
    expiredLastHour: sessions.filter(
      ({ end }) => end?.reason.startsWith("expired") && end.at > now - HOUR_MS && end.at <= now,
    ).length,
    endsByReason: Object.fromEntries(countBy(ended.map(({ reason }) => reason))),
    logins: {
      succeeded,
      failed,
      successRate: succeeded + failed === 0 ? null : succeeded / (succeeded + failed),
    },
    series: stepsBetween(now - LENGTH_MS[window] + 1, now, STEP_MS[window]).map((at) => {
      const until = Math.min(now + 1, at + STEP_MS[window]);
      const inStep = (time: number) => inWindow(time) && time >= at && time < until;
      return {
        at: new Date(at).toISOString(),
        started: sessions.filter(({ created_at }) => inStep(created_at)).length,
        ended: ended.filter((end) => inStep(end.at)).length,
        active: sessions.filter(({ created_at, end }) => created_at < until && (end?.at ?? Infinity) >= until)
          .length,
      };
    }),
    consent: {
      accepted: decided("accept_all"),
      rejected: decided("reject_all"),
      chosen: decided("choose"),
      withdrawn: decided("withdraw"),
    },
  };
}

function endOf(session: History["sessions"][number], now: number) {
  if (session.ended_at !== null) return { at: session.ended_at, reason: session.end_reason ?? "" };
  const at = Math.min(session.idle_expires_at, session.absolute_expires_at);
  if (at > now) return undefined;
  return {
    at,
    reason: session.idle_expires_at <= session.absolute_expires_at ? "expired_idle" : "expired_absolute",
  };
}

function stepsBetween(from: number, until: number, stepMs: number): number[] {
  const starts: number[] = [];
  for (let at = from - (from % stepMs); at <= until; at += stepMs) starts.push(at);
  return starts;
}

/** The most frequent first; equals by name. */
function countBy(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
