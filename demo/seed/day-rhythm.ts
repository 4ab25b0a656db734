import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../server/clock.ts";
import type { Random } from "./random.ts";

/** Sunday first: the town hall is closed at weekends, some work from home. */
const WEEKDAYS = [0.18, 1, 1.05, 1, 1.3, 0.85, 0.3] as const;

/** The hours of a Spanish working day, from midnight on. */
const HOURS = {
  0: 1,
  1: 0.4,
  2: 0.2,
  3: 0.1,
  4: 0.1,
  5: 0.3,
  6: 1,
  7: 4,
  8: 11,
  9: 14,
  10: 12,
  11: 10,
  12: 10,
  13: 8,
  14: 4,
  15: 2,
  16: 4,
  17: 7,
  18: 8,
  19: 7,
  20: 5,
  21: 5,
  22: 4,
  23: 2,
} as const;

/** How busy the day is that begins at `dayStart`, 1 for an ordinary weekday. */
export function busyness(dayStart: number): number {
  return WEEKDAYS[new Date(dayStart).getDay()] ?? 1;
}

/** A believable moment of the day, epoch ms. */
export function momentOfDay(random: Random, dayStart: number): number {
  const hour = Number(random.weighted(HOURS));
  return dayStart + hour * HOUR_MS + random.integer(0, 59) * MINUTE_MS + random.integer(0, 59_999);
}

/** Midnights (of this machine's time zone) of the last `days` days, today's last. */
export function lastDays(now: number, days: number): number[] {
  const today = new Date(now).setHours(0, 0, 0, 0);
  return Array.from({ length: days }, (_, index) => today - (days - 1 - index) * DAY_MS);
}

/** A whole number that is `mean` on average. */
export function countAround(random: Random, mean: number): number {
  const spread = mean * (0.4 + random.next() * 1.2);
  return Math.floor(spread) + (random.chance(spread % 1) ? 1 : 0);
}
