import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { SessionResource } from "../../server/contract/index.ts";
import { cells } from "./cells.ts";
import type { Column } from "./columns.ts";
import { rowHeader } from "./columns.ts";
import { isActive, isEndable } from "./merge-sessions.ts";
import type { RowContext } from "./row-context.ts";
import type { SessionScope } from "./session-source.ts";

const SKELETON_ROWS: Readonly<Record<SessionScope, readonly number[]>> = {
  own: [1, 2, 3],
  all: [1, 2, 3, 4, 5, 6, 7, 8],
};

/** The column by which the server sorts, newest first. */
const SORTED: Column = "started";

export interface TableOptions extends RowContext {
  rows: readonly SessionResource[];
  isLoading: boolean;
  isStale: boolean;
  caption: string;
  onToggleAll: () => void;
}

/**
 * The table. Roles are written out because the cards of narrow screens change `display`, which would take
 * them away (https://www.w3.org/TR/css-display-3/#the-display-properties, note on box generation).
 */
export function tableTemplate(options: TableOptions): TemplateResult {
  const { rows, isLoading, isStale, columns } = options;
  return html`<table
    role="table"
    aria-labelledby="caption"
    aria-busy=${isLoading || isStale}
    class=${isStale ? "stale" : ""}
  >
    <caption id="caption" class="hidden">
      ${options.caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => headTemplate(column, options))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${
        isLoading
          ? SKELETON_ROWS[options.scope].map(() => skeletonTemplate(options))
          : repeat(
              rows,
              ({ id }) => id,
              (session) => rowTemplate(session, options),
            )
      }
    </tbody>
  </table>`;
}

function headTemplate(column: Column, options: TableOptions): TemplateResult {
  const words = options.text.columns[column];
  if (column === "select") return html`<th role="columnheader" class="select">${selectAll(options)}</th>`;
  if (column === "actions") {
    return html`<th role="columnheader" class="actions"><span class="hidden">${words}</span></th>`;
  }
  if (column !== SORTED) return html`<th role="columnheader" scope="col" class=${column}>${words}</th>`;
  return html`<th role="columnheader" scope="col" class=${column} aria-sort="descending">
    ${words}<span class="arrow" aria-hidden="true">↓</span>
  </th>`;
}

function selectAll({ rows, selected, text, onToggleAll }: TableOptions): TemplateResult {
  const endable = rows.filter(isEndable);
  const isAll = endable.length > 0 && endable.every(({ id }) => selected.has(id));
  return html`<label class="check"
    ><input
      type="checkbox"
      aria-label=${text.selectAll}
      .checked=${isAll}
      .indeterminate=${selected.size > 0 && !isAll}
      ?disabled=${endable.length === 0}
      @change=${onToggleAll}
    /><span>${text.selectAll}</span></label
  >`;
}

function rowTemplate(session: SessionResource, context: RowContext): TemplateResult {
  const { columns, scope, text, selected } = context;
  const state = session.current ? "current" : isActive(session) ? "" : "ended";
  return html`<tr
    role="row"
    tabindex="-1"
    data-id=${session.id}
    class="${state} ${selected.has(session.id) ? "selected" : ""}"
  >
    ${columns.map((column) => {
      const content = cells[column](session, context);
      if (column === rowHeader(scope)) return html`<th role="rowheader" scope="row">${content}</th>`;
      return html`<td
        role="cell"
        class="${column} ${content === nothing ? "none" : ""}"
        data-label=${text.columns[column]}
      >
        ${content}
      </td>`;
    })}
  </tr>`;
}

function skeletonTemplate({ columns, scope }: RowContext): TemplateResult {
  const bar = html`<span class="bar"></span>`;
  return html`<tr aria-hidden="true">
    ${columns.map((column) =>
      column === rowHeader(scope) ? html`<th>${bar}</th>` : html`<td class=${column}>${bar}</td>`,
    )}
  </tr>`;
}
