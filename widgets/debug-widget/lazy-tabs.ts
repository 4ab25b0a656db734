import { addStyles } from "../shared/add-styles.ts";
import { renderConsentPanel } from "./consent-panel.ts";
import type { EventListHost } from "./event-list.ts";
import { EventLog } from "./event-log.ts";
import { eventLogStyles } from "./event-log.styles.ts";
import type { LazyTab } from "./panel-context.ts";
import { renderStatisticsPanel } from "./statistics-panel.ts";
import { statisticsStyles } from "./statistics.styles.ts";

/** The tabs that come late; the log also asks and listens. */
export interface LazyTabs {
  log: EventLog;
  statistics: LazyTab;
  consent: LazyTab;
}

/** To be called once for a widget: it adds their styles to it. */
export function createLazyTabs(host: EventListHost): LazyTabs {
  for (const styles of [statisticsStyles, eventLogStyles]) addStyles(host.shadowRoot, styles);
  return {
    log: new EventLog(host),
    statistics: { render: renderStatisticsPanel },
    consent: { render: renderConsentPanel },
  };
}
