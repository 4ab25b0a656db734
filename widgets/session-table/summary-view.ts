import type { EndReason, MetricsAnswer, MetricsWindow } from "../../server/contract/index.ts";
import type { Share } from "./charts.ts";
import type { SummaryMessages } from "./summary.messages.ts";

/** What the figures are drawn from. */
export interface SummaryView {
  text: SummaryMessages;
  locale: string;
  /** Undefined until they are here. */
  metrics: MetricsAnswer | undefined;
  hasFailed: boolean;
  window: MetricsWindow;
  choose: (window: MetricsWindow) => void;
  devices: Readonly<Record<string, string>>;
  describeEnd: (reason: EndReason) => string;
}

export function deviceShares({ devices }: SummaryView, { byDevice }: MetricsAnswer): Share[] {
  return byDevice.map(({ device, count }) => ({ label: devices[device] ?? device, count }));
}

export function endShares({ describeEnd }: SummaryView, { endsByReason }: MetricsAnswer): Share[] {
  const shares = Object.entries(endsByReason) as [EndReason, number][];
  return shares.map(([reason, count]) => ({ label: describeEnd(reason), count }));
}
