import { DAY_MS, HOUR_MS, MINUTE_MS } from "../clock.ts";
import type { MetricsWindow } from "../contract/index.ts";

/** How long a window is, and the steps that its series has: about 12 to 90. */
const WINDOWS: Record<MetricsWindow, { lengthMs: number; stepMs: number }> = {
  "1h": { lengthMs: HOUR_MS, stepMs: 5 * MINUTE_MS },
  "24h": { lengthMs: DAY_MS, stepMs: HOUR_MS },
  "7d": { lengthMs: 7 * DAY_MS, stepMs: 6 * HOUR_MS },
  "30d": { lengthMs: 30 * DAY_MS, stepMs: DAY_MS },
  "90d": { lengthMs: 90 * DAY_MS, stepMs: DAY_MS },
};

/** The longest window. */
export const LONGEST_MS = WINDOWS["90d"].lengthMs;

/** A stretch of time in even steps that begin on the clock's round times; the first and the last may be cut. */
export interface Steps {
  readonly from: number;
  readonly until: number;
  readonly stepMs: number;
  /** Where each step begins, or would if it were not cut. */
  readonly starts: readonly number[];
  indexOf(at: number): number;
}

/** The window that ends at `now`, which is in it. */
export function stepsOf(window: MetricsWindow, now: number): Steps {
  const { lengthMs, stepMs } = WINDOWS[window];
  const from = now - lengthMs + 1;
  const first = Math.floor(from / stepMs);
  const last = Math.floor(now / stepMs);
  return {
    from,
    until: now + 1,
    stepMs,
    starts: Array.from({ length: last - first + 1 }, (_, index) => (first + index) * stepMs),
    indexOf: (at) => Math.floor(at / stepMs) - first,
  };
}
