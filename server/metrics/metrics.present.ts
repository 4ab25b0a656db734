import type { MetricsAnswer, MetricsPoint, MetricsWindow } from "../contract/index.ts";
import type { Steps } from "./metrics-window.ts";
import type { GroupCount } from "./metrics.store.ts";
import { addTally, emptyTally, type Tally, totalOf } from "./tally.ts";

/** Sessions that are active now. */
export interface ActiveCounts {
  byGroup: GroupCount[];
  byUser: MetricsAnswer["byUser"];
}

interface Measured {
  window: MetricsWindow;
  now: number;
  steps: Steps;
  active: ActiveCounts;
  /** By step. */
  tallies: readonly Tally[];
  lastHour: Tally;
}

export function presentMetrics({ window, now, steps, active, tallies, lastHour }: Measured): MetricsAnswer {
  const total = emptyTally();
  for (const tally of tallies) addTally(total, tally);
  const { ends, endedMs, logins, consents } = total;
  const ended = totalOf(ends);
  return {
    window,
    generatedAt: iso(now),
    active: countKinds(active),
    byUser: active.byUser,
    byDevice: countDevices(active),
    averageDurationSeconds: ended === 0 ? null : Math.round(endedMs / ended / 1_000),
    expiredLastHour: (lastHour.ends.expired_idle ?? 0) + (lastHour.ends.expired_absolute ?? 0),
    endsByReason: ends,
    logins: presentLogins(logins),
    series: presentSeries(steps, tallies, countKinds(active).total),
    consent: {
      accepted: consents.accept_all ?? 0,
      rejected: consents.reject_all ?? 0,
      chosen: consents.choose ?? 0,
      withdrawn: consents.withdraw ?? 0,
    },
  };
}

function countKinds({ byGroup }: ActiveCounts): MetricsAnswer["active"] {
  const active = { total: 0, signedIn: 0, anonymous: 0 };
  for (const { kind, count } of byGroup) {
    active.total += count;
    active[kind === "anonymous" ? "anonymous" : "signedIn"] += count;
  }
  return active;
}

function countDevices({ byGroup }: ActiveCounts): MetricsAnswer["byDevice"] {
  const counts = new Map<string, number>();
  for (const { device, count } of byGroup) counts.set(device, (counts.get(device) ?? 0) + count);
  return [...counts].map(([device, count]) => ({ device, count })).toSorted((a, b) => b.count - a.count);
}

/** A throttled attempt was let neither in nor try: it says nothing of how well people sign in. */
function presentLogins({ succeeded = 0, failed = 0 }: Tally["logins"]): MetricsAnswer["logins"] {
  const tried = succeeded + failed;
  return { succeeded, failed, successRate: tried === 0 ? null : succeeded / tried };
}

/** Backwards from now: at the end of a step those are active that are at the end of the next, less who came, and who left then. */
function presentSeries({ starts }: Steps, tallies: readonly Tally[], activeNow: number): MetricsPoint[] {
  const series: MetricsPoint[] = [];
  let active = activeNow;
  for (const [index, tally] of [...tallies.entries()].toReversed()) {
    const ended = totalOf(tally.ends);
    series.push({ at: iso(starts[index] ?? 0), started: tally.started, ended, active });
    active += ended - tally.started;
  }
  return series.toReversed();
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
