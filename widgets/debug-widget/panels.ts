import type { TemplateResult } from "lit";
import { renderCookiesPanel } from "./cookies-panel.ts";
import { renderHistoryPanel } from "./history-panel.ts";
import type { LazyTabId, PanelContext } from "./panel-context.ts";
import { renderSessionPanel } from "./session-panel.ts";
import { renderSkeleton } from "./skeleton.ts";
import { renderStoragePanel } from "./storage-panel.ts";
import type { TabId } from "./tabs.ts";

const renderLazy =
  (tab: LazyTabId) =>
  (context: PanelContext): TemplateResult =>
    context.lazyTabs?.[tab].render(context) ?? renderSkeleton(context.text.loading);

/** One panel a tab. */
export const PANELS: Readonly<Record<TabId, (context: PanelContext) => TemplateResult>> = {
  session: renderSessionPanel,
  cookies: renderCookiesPanel,
  history: renderHistoryPanel,
  statistics: renderLazy("statistics"),
  consent: renderLazy("consent"),
  storage: renderStoragePanel,
  log: renderLazy("log"),
};
