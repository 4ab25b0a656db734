import type { MetricsAnswer } from "../../../server/contract/index.ts";
import { minutesAgo } from "./sessions.ts";

const ACTIVE = [120, 180, 410, 1_030, 1_284];

/** Figures as the server gives them. */
export const METRICS: MetricsAnswer = {
  window: "24h",
  generatedAt: minutesAgo(0),
  active: { total: 1_284, signedIn: 1_200, anonymous: 84 },
  byUser: [
    { user: "ana", count: 4 },
    { user: "<img src=x>", count: 2 },
  ],
  byDevice: [
    { device: "desktop", count: 800 },
    { device: "mobile", count: 400 },
    { device: "tablet", count: 84 },
  ],
  averageDurationSeconds: 46 * 60,
  expiredLastHour: 37,
  endsByReason: { manual: 210, expired_idle: 90, forced: 3 },
  logins: { succeeded: 972, failed: 28, successRate: 0.972 },
  series: ACTIVE.map((active, step) => ({
    at: minutesAgo((ACTIVE.length - step) * 60),
    started: active,
    ended: 7,
    active,
  })),
  consent: { accepted: 10, rejected: 5, chosen: 2, withdrawn: 1 },
};
