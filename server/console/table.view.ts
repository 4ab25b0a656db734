import { html, type Html } from "../http/html.ts";
import type { ConsolePage } from "./console-page.ts";
import type { Column } from "./list.ts";

interface Table<Item> {
  caption: string;
  columns: readonly Column<Item>[];
  items: readonly Item[];
  /** The present order, where the columns can be sorted by. */
  sorted?: { sort: string; order: "asc" | "desc" };
  sortAddress?(sort: string): string;
  /** Where a heading stands above it already. */
  captionIsHidden?: true;
}

/**
 * A table that small screens lay out as cards, each cell below the name of its column. Laid out so it would lose
 * its roles, which is why they are written out.
 */
export function tableView<Item>(page: ConsolePage, table: Table<Item>): Html {
  const { caption, columns, items, captionIsHidden } = table;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table class="cards" role="table">
      <caption ${captionIsHidden && html`class="hidden"`}>
        ${caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => headCell(page, column, table))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${items.map(
          (item) =>
            html`<tr role="row">
              ${columns.map((column) => bodyCell(column, item))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function headCell<Item>({ text }: ConsolePage, column: Column<Item>, table: Table<Item>): Html {
  const { head, sort, kind } = column;
  const { sorted, sortAddress } = table;
  const isSorted = sort !== undefined && sorted?.sort === sort;
  const direction = sorted?.order === "asc" ? "ascending" : "descending";
  const name =
    sort === undefined || sortAddress === undefined
      ? kind === "actions"
        ? html`<span class="hidden">${head}</span>`
        : head
      : html`<a class="sort" href="${sortAddress(sort)}" title="${text.list.sortBy(head)}"
          >${head}${isSorted && html`<span class="arrow ${direction}" aria-hidden="true"></span>`}</a
        >`;
  return html`<th
    role="columnheader"
    scope="col"
    ${kind === "number" && html`class="number"`}
    ${isSorted && html`aria-sort="${direction}"`}
  >
    ${name}
  </th>`;
}

function bodyCell<Item>({ head, kind, cell }: Column<Item>, item: Item): Html {
  if (kind === "row-header")
    return html`<th role="rowheader" scope="row" data-label="${head}">${cell(item)}</th>`;
  return html`<td role="cell" ${kind && html`class="${kind}"`} data-label="${head}">${cell(item)}</td>`;
}
