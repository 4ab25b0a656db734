import { type Clock, DAY_MS, HOUR_MS } from "../clock.ts";
import type { MetricsAnswer, MetricsWindow } from "../contract/index.ts";
import { LONGEST_MS, type Steps, stepsOf } from "./metrics-window.ts";
import { type ActiveCounts, presentMetrics } from "./metrics.present.ts";
import type { GroupCount, MetricsStore, UserCount } from "./metrics.store.ts";
import { addTally, emptyTally, type Tally } from "./tally.ts";

export type MetricsService = ReturnType<typeof createMetricsService>;

const TOP_USERS = 10;
/** An hour is settled once every end in it is known by the clock, and no clock set back a little can add to it. */
const SETTLED_AFTER_MS = DAY_MS;
const HOURS_A_BATCH = 24;

/**
 * The metrics document. Exact at its moment: what is recent is counted from the tables, what lies more than a day
 * back from one row an hour that `settle` keeps, and from the tables where it has not yet.
 */
export function createMetricsService({ store, clock }: { store: MetricsStore; clock: Clock }) {
  async function describe(window: MetricsWindow): Promise<MetricsAnswer> {
    const now = clock();
    const steps = stepsOf(window, now);
    const active = await countActive(now);
    const tallies = await tallySteps(steps, now);
    const lastHour = emptyTally();
    const recent = await store.readTallies({ from: now - HOUR_MS + 1, until: now + 1, slotMs: HOUR_MS, now });
    for (const tally of recent.values()) addTally(lastHour, tally);
    return presentMetrics({ window, now, steps, active, tallies, lastHour });
  }

  /** Open ones less those whose deadline has passed: the first are counted from an index, the second are few. */
  async function countActive(now: number): Promise<ActiveCounts> {
    const lapsed = await store.countLapsed(now);
    const byGroup = subtract<GroupCount>(
      await store.countOpen(),
      lapsed,
      ({ kind, device }) => `${kind} ${device}`,
    );
    const lapsedUsers = lapsed.flatMap(({ subjectId, count }) =>
      subjectId === null ? [] : [{ subjectId, count }],
    );
    // Whom the lapsed ones push below others cannot be more than they are.
    const open = await store.countOpenByUser(TOP_USERS + lapsedUsers.length);
    const top = subtract<UserCount>(open, lapsedUsers, ({ subjectId }) => subjectId)
      .toSorted((a, b) => b.count - a.count || (a.subjectId < b.subjectId ? -1 : 1))
      .slice(0, TOP_USERS);
    const names = await store.findUsernames(top.map(({ subjectId }) => subjectId));
    return {
      byGroup,
      byUser: top.map(({ subjectId, count }) => ({ user: names.get(subjectId) ?? subjectId, count })),
    };
  }

  async function tallySteps(steps: Steps, now: number): Promise<Tally[]> {
    const tallies = steps.starts.map(emptyTally);
    const add = (at: number, tally: Tally) => {
      const step = tallies[Math.max(0, steps.indexOf(at))];
      if (step) addTally(step, tally);
    };
    const hours = await store.listHours(steps.from, steps.until - HOUR_MS);
    const settledFrom = hours[0]?.hour ?? steps.until;
    const settledUntil = (hours.at(-1)?.hour ?? steps.until - HOUR_MS) + HOUR_MS;
    for (const { hour, tally } of hours) add(hour, tally);
    const slotMs = Math.min(HOUR_MS, steps.stepMs);
    for (const [from, until] of [
      [steps.from, settledFrom],
      [settledUntil, steps.until],
    ] as const) {
      for (const [slot, tally] of await store.readTallies({ from, until, slotMs, now })) add(slot, tally);
    }
    return tallies;
  }

  /** Keeps the hours that have become settled, a day at a time, and drops what no window reaches. */
  async function settle(): Promise<void> {
    const now = clock();
    const until = floorHour(now - SETTLED_AFTER_MS);
    const oldest = floorHour(now - LONGEST_MS) - HOUR_MS;
    const last = await store.findLastHour();
    for (let from = Math.max(oldest, last === undefined ? 0 : last + HOUR_MS); from < until;) {
      const end = Math.min(until, from + HOURS_A_BATCH * HOUR_MS);
      const tallies = await store.readTallies({ from, until: end, slotMs: HOUR_MS, now });
      const hours = hoursBetween(from, end).map((hour) => ({
        hour,
        tally: tallies.get(hour) ?? emptyTally(),
      }));
      await store.insertHours(hours);
      from = end;
    }
    await store.deleteHoursBefore(oldest);
  }

  return { describe, settle, countActive: async () => (await countActive(clock())).byGroup };
}

/** The rows less those of `less` with the same key; what comes to nothing is left out. */
function subtract<Row extends { count: number }>(
  rows: readonly Row[],
  less: readonly Row[],
  keyOf: (row: Row) => string,
): Row[] {
  const counts = new Map<string, number>();
  for (const row of less) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + row.count);
  return rows
    .map((row) => ({ ...row, count: row.count - (counts.get(keyOf(row)) ?? 0) }))
    .filter(({ count }) => count > 0);
}

function floorHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

function hoursBetween(from: number, until: number): number[] {
  return Array.from({ length: (until - from) / HOUR_MS }, (_, index) => from + index * HOUR_MS);
}
