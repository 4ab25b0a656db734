import { html, type Html } from "../http/html.ts";
import type { ConsolePage } from "./console-page.ts";
import { filterForm } from "./filter-form.view.ts";
import { isFiltered, type List, listAddress, type ReadList, wrongFields } from "./list.ts";
import { tableView } from "./table.view.ts";

type Order = "asc" | "desc";

const REVERSED: Record<Order, Order> = { asc: "desc", desc: "asc" };

/** A list with its filters and the ways to its other pages. */
export function listView<Item>(page: ConsolePage, list: List<Item>, read: ReadList<Item>): Html {
  return html`${filterForm(page, list, read)} ${listBody(page, list, read)}`;
}

/** The same without its filters. */
export function listBody<Item>(page: ConsolePage, list: List<Item>, read: ReadList<Item>): Html {
  if (read.page === undefined) return wrongList(page, list, read);
  if (read.page.items.length === 0) return emptyList(page, list, read);
  const order = sortOf(read);
  return html`<section class="surface">
    ${tableView(page, {
      caption: list.caption,
      columns: list.columns,
      items: read.page.items,
      sorted: order,
      sortAddress: (sort) =>
        listAddress(page, list, read.given, {
          sort,
          order: order.sort === sort ? REVERSED[order.order] : naturalOrder(sort),
          cursor: "",
        }),
    })}
    ${pager(page, list, read)}
  </section>`;
}

function sortOf<Item>({ given }: ReadList<Item>): { sort: string; order: Order } {
  const sort = given.sort ?? "startedAt";
  return { sort, order: given.order === "asc" || given.order === "desc" ? given.order : naturalOrder(sort) };
}

/** Names from A on, times from now on. */
function naturalOrder(sort: string): Order {
  return sort === "user" ? "asc" : "desc";
}

function pager<Item>(page: ConsolePage, list: List<Item>, { given, page: shown }: ReadList<Item>): Html {
  const { text } = page;
  const next = shown?.nextCursor;
  return html`<nav class="pager" aria-label="${text.list.pages}">
    <p>${countText(page, shown)}</p>
    ${
      given.cursor !== undefined &&
      html`<a class="button" href="${listAddress(page, list, given, { cursor: "" })}">${text.list.first}</a>`
    }
    ${
      next &&
      html`<a class="button" rel="next" href="${listAddress(page, list, given, { cursor: next })}"
        >${text.list.next}</a
      >`
    }
  </nav>`;
}

function countText<Item>({ text, formats }: ConsolePage, shown: ReadList<Item>["page"]): string {
  const { items = [], total, totalIsCapped } = shown ?? {};
  const rows = text.list.shown(items.length, formats.count(items.length));
  if (total === undefined) return rows;
  const whole = formats.count(total);
  return text.list.shownOf(rows, totalIsCapped ? text.list.atLeast(whole) : whole);
}

function emptyList<Item>(page: ConsolePage, list: List<Item>, { given, page: shown }: ReadList<Item>): Html {
  const { text } = page;
  const next = shown?.nextCursor;
  if (next) {
    const further = listAddress(page, list, given, { cursor: next });
    return notice(text.list.goOn, further, text.list.lookFurther);
  }
  if (given.cursor !== undefined)
    return notice(text.list.noMore, listAddress(page, list, given, { cursor: "" }), text.list.first);
  if (isFiltered(list, given))
    return notice(text.list.noMatch, listAddress(page, list, {}), text.filter.clear);
  return html`<section class="surface empty"><p>${list.empty}</p></section>`;
}

function wrongList<Item>(page: ConsolePage, list: List<Item>, { given, problem }: ReadList<Item>): Html {
  const { text } = page;
  const isPlace = problem?.code === "malformed" || wrongFields(problem).every((name) => name === "cursor");
  return html`<section class="surface empty" role="alert">
    <h2>${text.list.wrong}</h2>
    ${
      isPlace
        ? html`<p>${text.list.wrongPlace}</p>
            <p>
              <a class="button" href="${listAddress(page, list, given, { cursor: "" })}"
                >${text.list.begin}</a
              >
            </p>`
        : html`<p>${text.list.wrongFilter}</p>
            <p><a class="button" href="${listAddress(page, list, {})}">${text.filter.clear}</a></p>`
    }
  </section>`;
}

function notice(words: string, address: string, way: string): Html {
  return html`<section class="surface empty">
    <p>${words}</p>
    <p><a class="button" href="${address}">${way}</a></p>
  </section>`;
}
