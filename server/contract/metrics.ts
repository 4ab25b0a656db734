import type { EndReason } from "./end-reason.ts";

export const METRICS_WINDOWS = ["1h", "24h", "7d", "30d", "90d"] as const;
/** How far back a metrics document looks. */
export type MetricsWindow = (typeof METRICS_WINDOWS)[number];

/** `GET /api/admin/metrics?window=`. */
export interface MetricsAnswer {
  window: MetricsWindow;
  /** ISO 8601: what "now" is in it. */
  generatedAt: string;
  /** Now, by the clock: what has passed a deadline is not active, recorded or not. */
  active: { total: number; signedIn: number; anonymous: number };
  /** The ten users with the most active sessions. */
  byUser: { user: string; count: number }[];
  /** Active sessions by type of device. */
  byDevice: { device: string; count: number }[];
  /** Of the sessions that ended in the window; `null` when none did. */
  averageDurationSeconds: number | null;
  expiredLastHour: number;
  /** Ends in the window. */
  endsByReason: Partial<Record<EndReason, number>>;
  /** Attempts in the window; the rate is 0 to 1, `null` without attempts. */
  logins: { succeeded: number; failed: number; successRate: number | null };
  /** The window in even steps, oldest first. */
  series: MetricsPoint[];
  /** Answers in the window. */
  consent: { accepted: number; rejected: number; chosen: number; withdrawn: number };
}

export interface MetricsPoint {
  /** Where the step begins, ISO 8601. */
  at: string;
  started: number;
  ended: number;
  /** At the end of the step; of the last one, now. */
  active: number;
}
