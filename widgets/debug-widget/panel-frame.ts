import { html, nothing, type TemplateResult } from "lit";
import { renderControls, type Controls } from "./controls.ts";
import { renderHeader, type HeaderOptions } from "./header.ts";
import type { PanelContext } from "./panel-context.ts";
import { PANELS } from "./panels.ts";
import { renderSkeleton } from "./skeleton.ts";
import { renderTabList } from "./tab-list.ts";
import { TABS, type TabId } from "./tabs.ts";

export interface PanelFrameOptions {
  header: HeaderOptions;
  tab: TabId;
  /** Undefined until the server has answered. */
  context: PanelContext | undefined;
  errorCount: number;
  hasFailed: boolean;
  announcement: string;
  isLive: boolean;
  actions: PanelActions;
}

export interface PanelActions extends Controls {
  onMinimize: () => void;
  onHide: () => void;
  onSelect: (tab: TabId) => void;
  onRetry: () => void;
  onKey: (event: KeyboardEvent) => void;
}

/** The open widget: header, tabs, the selected panel, what just happened, controls. */
export function renderPanelFrame(options: PanelFrameOptions): TemplateResult {
  const { header, tab, errorCount, announcement, isLive, actions } = options;
  const { text } = header;
  return html`<div class="panel enter" part="panel" @keydown=${actions.onKey}>
    ${renderHeader(header, actions)}
    ${renderTabList({
      selected: tab,
      label: text.region,
      names: text.tabs,
      counts: { log: errorCount },
      onSelect: actions.onSelect,
    })}
    ${
      options.hasFailed
        ? html`<p class="failure">
            ${text.failed} <button class="link small" @click=${actions.onRetry}>${text.retry}</button>
          </p>`
        : nothing
    }
    ${TABS.map((one) => renderTabPanel(one, options))}
    <p role="status"><span>${announcement}</span></p>
    ${renderControls({ ...actions, text, isLive })}
  </div>`;
}

/** Only the selected panel has content; it scrolls, so it takes the focus. */
function renderTabPanel(id: TabId, { tab, context, header: { text } }: PanelFrameOptions): TemplateResult {
  return html`<div
    role="tabpanel"
    id="panel-${id}"
    aria-labelledby="tab-${id}"
    tabindex="0"
    ?hidden=${id !== tab}
  >
    ${id !== tab ? nothing : context ? PANELS[id](context) : renderSkeleton(text.loading)}
  </div>`;
}
