import type { TemplateResult } from "lit";
import { renderConsentPanel } from "./consent-panel.ts";
import { renderCookiesPanel } from "./cookies-panel.ts";
import { renderHistoryPanel } from "./history-panel.ts";
import type { PanelContext } from "./panel-context.ts";
import { renderSessionPanel } from "./session-panel.ts";
import { renderSkeleton } from "./skeleton.ts";
import { renderStatisticsPanel } from "./statistics-panel.ts";
import { renderStoragePanel } from "./storage-panel.ts";
import type { TabId } from "./tabs.ts";

/** One panel a tab. */
export const PANELS: Readonly<Record<TabId, (context: PanelContext) => TemplateResult>> = {
  session: renderSessionPanel,
  cookies: renderCookiesPanel,
  history: renderHistoryPanel,
  statistics: renderStatisticsPanel,
  consent: renderConsentPanel,
  storage: renderStoragePanel,
  // Its code comes when somebody looks.
  log: (context) => context.eventLog?.render(context) ?? renderSkeleton(context.text.loading),
};
