import { html, type TemplateResult } from "lit";
import { findTabForKey, TABS, type TabId } from "./tabs.ts";

export interface TabListOptions {
  selected: TabId;
  label: string;
  names: Readonly<Record<TabId, string>>;
  /** Counts beside a name; zero is not shown. */
  counts: Readonly<Partial<Record<TabId, number>>>;
  onSelect: (tab: TabId) => void;
}

/** Tabs with a roving tab stop; arrows select at once. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
export function renderTabList({ selected, label, names, counts, onSelect }: TabListOptions): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    const list = event.currentTarget as HTMLElement;
    const direction = getComputedStyle(list).direction === "rtl" ? "rtl" : "ltr";
    const next = findTabForKey(event.key, selected, direction);
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onSelect(next);
  };
  return html`<div role="tablist" aria-label=${label} @keydown=${onKey}>
    ${TABS.map(
      (tab) =>
        html`<button
          role="tab"
          id="tab-${tab}"
          aria-controls="panel-${tab}"
          aria-selected=${tab === selected ? "true" : "false"}
          tabindex=${tab === selected ? 0 : -1}
          @click=${() => onSelect(tab)}
        >
          ${names[tab]}${counts[tab] ? html` <b class="count">${counts[tab]}</b>` : ""}
        </button>`,
    )}
  </div>`;
}
