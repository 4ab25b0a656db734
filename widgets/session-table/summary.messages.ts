import type { MetricsWindow } from "../../server/contract/index.ts";

/** Texts of the figures above everybody's sessions. `{…}` is replaced. */
export interface SummaryMessages {
  title: string;
  window: string;
  windows: Record<MetricsWindow, string>;
  active: string;
  duration: string;
  expired: string;
  succeeded: string;
  overTime: string;
  devices: string;
  ends: string;
  noEnds: string;
  signIns: string;
  signInCounts: string;
  asTables: string;
  time: string;
  started: string;
  ended: string;
  activeColumn: string;
  count: string;
  failed: string;
  topUsers: string;
  unavailable: string;
}

export const messages: SummaryMessages = {
  title: "Figures",
  window: "Period",
  windows: { "1h": "Last hour", "24h": "24 hours", "7d": "7 days", "30d": "30 days", "90d": "90 days" },
  active: "active now",
  duration: "average duration",
  expired: "expired in the last hour",
  succeeded: "sign-ins that succeed",
  overTime: "Active sessions over time",
  devices: "Active sessions by device",
  ends: "Ended sessions by reason",
  noEnds: "none ended",
  signIns: "Sign-ins",
  signInCounts: "{succeeded} good, {failed} failed",
  asTables: "As tables",
  time: "Time",
  started: "Started",
  ended: "Ended",
  activeColumn: "Active",
  count: "Sessions",
  failed: "Failed",
  topUsers: "Users with the most active sessions",
  unavailable: "The figures could not be loaded.",
};
