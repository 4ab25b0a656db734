import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionResource, SessionSort } from "../../server/contract/index.ts";
import type { Column } from "./columns.ts";
import { fill } from "./plural.ts";
import { isEndable } from "./session-rules.ts";
import type { ToolMessages } from "./tools.messages.ts";
import { nameSession, type SessionActions, type SessionView } from "./session-view.ts";

/** Columns by which the server sorts. */
const SORTS: Partial<Record<Column, SessionSort>> = {
  user: "user",
  started: "startedAt",
  "last-seen": "lastSeenAt",
};

/** Heads that do something; `undefined` for those that do not. */
export function toolHead(
  column: Column,
  view: SessionView,
  actions: SessionActions,
  text: ToolMessages,
): TemplateResult | undefined {
  if (column === "select") {
    return html`<th role="columnheader" class="select">${selectAll(view, actions, text)}</th>`;
  }
  const sort = SORTS[column];
  return sort && sortHead(column, sort, view, actions);
}

export function selectOne(
  session: SessionResource,
  view: SessionView,
  { toggle }: SessionActions,
  text: ToolMessages,
): TemplateResult | typeof nothing {
  if (!isEndable(session)) return nothing;
  return html`<label class="check"
    ><input
      type="checkbox"
      aria-label=${fill(text.selectOne, { session: nameSession(session, view) })}
      .checked=${view.selected.includes(session)}
      @change=${() => toggle(session)}
  /></label>`;
}

function selectAll(
  { list, selected }: SessionView,
  { toggleAll }: SessionActions,
  text: ToolMessages,
): TemplateResult {
  const endable = list.rows.filter(isEndable);
  const isAll = selected.length > 0 && selected.length === endable.length;
  return html`<label class="check"
    ><input
      type="checkbox"
      aria-label=${text.selectAll}
      .checked=${isAll}
      .indeterminate=${selected.length > 0 && !isAll}
      ?disabled=${endable.length === 0}
      @change=${toggleAll}
    /><span>${text.selectAll}</span></label
  >`;
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/table/examples/sortable-table/ */
function sortHead(
  column: Column,
  sort: SessionSort,
  { text, filters }: SessionView,
  actions: SessionActions,
): TemplateResult {
  const isSorted = sort === filters.sort;
  const isAscending = filters.order === "asc";
  return html`<th
    role="columnheader"
    scope="col"
    class=${column}
    aria-sort=${isSorted ? (isAscending ? "ascending" : "descending") : nothing}
  >
    <button class="sort" @click=${() => actions.sort(sort)}>
      ${text.columns[column]}<span class="arrow" aria-hidden="true"
        >${isSorted ? (isAscending ? "↑" : "↓") : ""}</span
      >
    </button>
  </th>`;
}
