import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionResource } from "../../server/contract/index.ts";
import { cells } from "./cells.ts";
import type { Column } from "./columns.ts";
import { rowHeader } from "./columns.ts";
import { isActive } from "./session-rules.ts";
import type { SessionScope } from "./session-scope.ts";
import type { SessionActions, SessionView } from "./session-view.ts";

const SKELETON_ROWS: Readonly<Record<SessionScope, readonly number[]>> = {
  own: [1, 2, 3],
  all: [1, 2, 3, 4, 5, 6, 7, 8],
};

/**
 * The table. Roles are written out because its parts are no table for the layout, which would take them
 * away (https://www.w3.org/TR/css-display-3/#the-display-properties, note on box generation).
 */
export function tableTemplate(view: SessionView, actions: SessionActions): TemplateResult {
  const { text, scope, filters, columns, list } = view;
  const isLoading = list.phase === "loading";
  const markup = rowMarkup(view);
  return html`<table
    role="table"
    aria-labelledby="caption"
    aria-busy=${isLoading || list.isStale}
    class=${list.isStale ? "stale" : ""}
  >
    <caption id="caption" class="hidden">
      ${text.caption[filters.state]}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => headTemplate(column, view, actions))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${
        isLoading
          ? SKELETON_ROWS[scope].map(() => skeletonTemplate(view))
          : // By position, not by id: rows keep their places, and `repeat` would cost a kilobyte.
            list.rows.map((session) => rowTemplate(markup, session, view, actions))
      }
    </tbody>
  </table>`;
}

function headTemplate(column: Column, view: SessionView, actions: SessionActions): TemplateResult {
  const words = view.text.columns[column];
  const tool = view.tools?.head(column, view, actions);
  if (tool) return tool;
  const isHidden = column === "select" || column === "actions";
  return html`<th role="columnheader" scope=${isHidden ? nothing : "col"} class=${column}>
    <span class=${isHidden ? "hidden" : ""}>${words}</span>
  </th>`;
}

const markups = new Map<string, TemplateStringsArray>();

/**
 * What stands between the values of a row: its id, its classes, and the content of each cell. One template for all of
 * it, since one for each cell costs more than all that stands in them. Cells need no end tags. The names of columns are
 * our own words, and hold no quotation marks.
 */
function rowMarkup({ columns, scope, text }: SessionView): TemplateStringsArray {
  const cellTags = columns.map((column) =>
    column === rowHeader(scope)
      ? `<th role="rowheader" scope="row">`
      : `<td role="cell" class="${column}" data-label="${text.columns[column]}">`,
  );
  const [first, ...others] = cellTags;
  const key = cellTags.join("");
  const strings = [`<tr role="row" tabindex="-1" data-id="`, `" class="`, `">${first}`, ...others, ""];
  // Lit knows a template by the identity of its strings.
  const markup = markups.get(key) ?? Object.assign(strings, { raw: strings });
  markups.set(key, markup);
  return markup;
}

function rowTemplate(
  markup: TemplateStringsArray,
  session: SessionResource,
  view: SessionView,
  actions: SessionActions,
): TemplateResult {
  const state = session.current ? "current" : isActive(session) ? "" : "ended";
  const classes = `${state} ${view.selected.includes(session) ? "selected" : ""}`;
  const contents = view.columns.map((column) => cells[column](session, view, actions));
  return html(markup, session.id, classes, ...contents);
}

function skeletonTemplate({ columns, scope }: SessionView): TemplateResult {
  const bar = html`<span class="bar"></span>`;
  return html`<tr aria-hidden="true">
    ${columns.map((column) =>
      column === rowHeader(scope) ? html`<th>${bar}</th>` : html`<td class=${column}>${bar}</td>`,
    )}
  </tr>`;
}
