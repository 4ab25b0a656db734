import type { Clock } from "../../server/clock.ts";

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  /** Moves it, forwards or (a negative number) backwards. */
  advance(ms: number): void;
}

export function createTestClock(startAt = Date.parse("2026-11-22T10:00:00.000Z")): TestClock {
  let now = startAt;
  return Object.assign(() => now, {
    advance(ms: number) {
      now += ms;
    },
  });
}
