import type { LitElement, TemplateResult } from "lit";
import { html, nothing } from "lit";
import { chooseLocale } from "../shared/locale.ts";
import { addStyles } from "../shared/add-styles.ts";
import { LazyPart } from "./lazy-part.ts";
import { MAX_PAGE_SIZE } from "./filters.ts";
import { isFiltered } from "./format-filters.ts";
import { fill, formatPlural } from "./plural.ts";
import { countEndable, isEndable } from "./session-rules.ts";
import { countText, type SessionActions, type SessionView, type Tools } from "./session-view.ts";
import { selectOne, toolHead } from "./tool-cells.ts";
import { messages as english, type ToolMessages } from "./tools.messages.ts";
import { styles } from "./tools.styles.ts";

const PAGE_SIZES = [25, 50, MAX_PAGE_SIZE];

/** In the language of the host. A chunk, fetched beside the rows: people who look at their own sessions need none. */
export async function createTools(host: LitElement): Promise<Tools> {
  const { language } = chooseLocale(["en", "es"], host);
  const text = language === "es" ? (await import("./tools.messages.es.ts")).messages : english;
  addStyles(host.shadowRoot, styles);
  const panel = new LazyPart(host, async () =>
    (await import("./filter-panel.ts")).createFilterPanel(host, text),
  );
  const field = { typed: "", q: "" };
  return {
    text,
    search: (view, actions) => searchField(view, actions, text, field),
    buttons: (view, actions) => buttons(view, actions, text),
    panel(view, actions) {
      if (!view.isFiltering) {
        // What could not be had is asked for again when it is next opened.
        panel.hasFailed = false;
        return nothing;
      }
      if (!panel.hasFailed) void panel.need();
      return panel.part?.(view, actions) ?? nothing;
    },
    selection: (view, actions) => selection(view, actions, text),
    pageSize: (view, actions) => pageSizeField(view, actions, text),
    head: (column, view, actions) => toolHead(column, view, actions, text),
    selectOne: (session, view, actions) => selectOne(session, view, actions, text),
  };
}

function searchField(
  { filters }: SessionView,
  { filter, filterSoon }: SessionActions,
  text: ToolMessages,
  field: { typed: string; q: string },
): TemplateResult {
  // What is typed stands, and the space after a word, since another may follow; what changed elsewhere takes its place.
  if (field.q !== filters.q && field.typed.trim() !== filters.q) field.typed = filters.q;
  field.q = filters.q;
  const read = (event: Event) => ({ q: (field.typed = (event.currentTarget as HTMLInputElement).value) });
  return html`<input
    type="search"
    name="q"
    class="field"
    aria-label=${text.search}
    placeholder=${text.searchHint}
    autocomplete="off"
    autocapitalize="none"
    spellcheck="false"
    maxlength="200"
    .value=${field.typed}
    @input=${(event: Event) => filterSoon(read(event))}
    @change=${(event: Event) => filter(read(event))}
  />`;
}

function buttons(view: SessionView, actions: SessionActions, text: ToolMessages): TemplateResult {
  const hidden = isFiltered({ ...view.filters, state: "active", q: "" });
  return html`<button
      type="button"
      class="quiet tool ${hidden ? "on" : ""}"
      aria-expanded=${view.isFiltering}
      @click=${actions.toggleFilters}
    >
      ${text.filters}
    </button>
    <button type="button" class="quiet tool" @click=${actions.exportCsv}>${text.export}</button>`;
}

function selection(view: SessionView, actions: SessionActions, text: ToolMessages): TemplateResult {
  const { locale, selected, list, filters } = view;
  const isAll = list.rows.filter(isEndable).length === selected.length;
  const offersMatching = isAll && list.nextCursor !== null && filters.state === "active";
  return html`<span class="selection">
    <strong>${formatPlural(text.selected, selected.length, locale)}</strong>
    <button class="danger small" @click=${() => actions.askToEnd(selected)}>${text.endSelected}</button>
    ${
      offersMatching
        ? html`<button class="danger small matching" @click=${actions.askToEndMatching}>
            ${fill(text.endMatching, { count: countText(view, countEndable(list)) })}
          </button>`
        : nothing
    }
    <button class="link small" @click=${actions.clearSelection}>${text.clearSelection}</button>
  </span>`;
}

function pageSizeField(
  { pageSize }: SessionView,
  { resize }: SessionActions,
  text: ToolMessages,
): TemplateResult {
  const sizes = PAGE_SIZES.includes(pageSize) ? PAGE_SIZES : [pageSize, ...PAGE_SIZES].sort((a, b) => a - b);
  return html`<label class="page-size"
    >${text.pageSize}
    <select
      class="field"
      @change=${(event: Event) => resize(Number((event.currentTarget as HTMLSelectElement).value))}
    >
      ${sizes.map((size) => html`<option value=${size} .selected=${size === pageSize}>${size}</option>`)}
    </select></label
  >`;
}
