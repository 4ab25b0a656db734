import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionResource } from "../../server/contract/index.ts";
import { cells } from "./cells.ts";
import type { Column } from "./columns.ts";
import { rowHeader } from "./columns.ts";
import { flatten } from "./flatten.ts";
import { isActive } from "./session-rules.ts";
import type { Content, SessionActions, SessionView } from "./session-view.ts";

/**
 * The table. Roles are written out because its parts are no table for the layout, which would take them
 * away (https://www.w3.org/TR/css-display-3/#the-display-properties, note on box generation).
 */
export function tableTemplate(view: SessionView, actions: SessionActions): TemplateResult {
  const { text, filters, columns, list, blanks } = view;
  const isLoading = list.phase === "loading";
  const tags = columns.map((column) => cellTag(column, view));
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
    <tbody role="rowgroup" ?inert=${isLoading}>
      ${
        isLoading
          ? Array.from({ length: blanks }, () => rowTemplate(blankSession(view), tags, view, actions))
          : // By position, not by id: rows keep their places, and `repeat` would cost a kilobyte.
            list.rows.map((session) => rowTemplate(session, tags, view, actions))
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

function rowTemplate(
  session: SessionResource,
  tags: readonly string[],
  view: SessionView,
  actions: SessionActions,
): TemplateResult {
  const state = !session.id ? "blank" : session.current ? "current" : isActive(session) ? "" : "ended";
  const classes = `${state} ${view.selected.includes(session) ? "selected" : ""}`;
  const contents = view.columns.map((column, index) =>
    cellTemplate(tags[index], cells[column](session, view, actions)),
  );
  return html`<tr role="row" tabindex="-1" data-id=${session.id} class=${classes}>
    ${flatten(contents)}
  </tr>`;
}

/** Of a cell, still open; cells need no end tags. The names of columns are our own, and hold no quotation marks. */
function cellTag(column: Column, { scope, text }: SessionView): string {
  return column === rowHeader(scope)
    ? `<th role="rowheader" scope="row"`
    : `<td role="cell" class="${column}" data-label="${text.columns[column]}"`;
}

/** Between the tag and what follows stands nothing, an empty list: joined for each cell, it would be read anew for each. */
function cellTemplate(tag = "", content: Content): TemplateResult {
  const isText = typeof content === "string";
  const strings: unknown = [tag, isText ? " .textContent=" : ">", isText ? ">" : ""];
  return html(strings as TemplateStringsArray, [], isText ? content : [content]);
}

/** Stands in for a session that is still to come, and readies all that draws rows. Its words are not seen. */
function blankSession({ nowMs }: SessionView): SessionResource {
  const now = new Date(nowMs).toISOString();
  return {
    id: "",
    status: "active",
    startedAt: now,
    lastSeenAt: now,
    device: {},
    user: { username: " " },
  } as SessionResource;
}
