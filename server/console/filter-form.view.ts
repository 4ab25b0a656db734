import { html, type Html } from "../http/html.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import {
  type Field,
  isFiltered,
  type List,
  listAddress,
  parameterOf,
  type ReadList,
  wrongFields,
} from "./list.ts";

const PAGE_SIZES = ["25", "50", "100"];

/** The filters of a list as a form that asks for its address: it works without script, and the address says it all. */
export function filterForm<Item>(page: ConsolePage, list: List<Item>, read: ReadList<Item>): Html {
  const { text } = page;
  const { given } = read;
  const wrong = wrongFields(read.problem);
  const kept = ["sort", "order"].filter((name) => given[name] !== undefined);
  return html`<form
    class="filters"
    method="get"
    action="${addressOf(page, list.path)}"
    role="search"
    aria-label="${text.filter.title}"
  >
    ${kept.map((name) => html`<input type="hidden" name="${parameterOf(list, name)}" value="${given[name]}" />`)}
    ${list.fields.map((field) => labelled(page, list, field, given[field.name] ?? list.defaults?.[field.name] ?? "", wrong))}
    ${!list.isWhole && labelled(page, list, pageSize(page), given.limit ?? "25", wrong)}
    <div class="buttons">
      <button class="primary">${text.filter.apply}</button>
      ${isFiltered(list, given) && html`<a class="button quiet" href="${listAddress(page, list, {})}">${text.filter.clear}</a>`}
    </div>
  </form>`;
}

function pageSize({ text }: ConsolePage): Field {
  const choices = PAGE_SIZES.map((size) => [size, size] as const);
  return { name: "limit", label: text.filter.rows, type: "choice", choices, isRequired: true };
}

function labelled<Item>(
  page: ConsolePage,
  list: List<Item>,
  field: Field,
  value: string,
  wrong: readonly string[],
): Html {
  const isWrong = wrong.includes(field.name);
  return html`<label ${isWrong && html`class="wrong"`}>
    <span>${field.label}</span>
    ${control(page, field, parameterOf(list, field.name), value, isWrong && html`aria-invalid="true"`)}
  </label>`;
}

function control(page: ConsolePage, field: Field, name: string, value: string, invalid: Html | false): Html {
  switch (field.type) {
    case "choice":
      return html`<select name="${name}" ${invalid}>
        ${!field.isRequired && html`<option value="">${page.text.any}</option>`}
        ${field.choices.map(
          ([choice, words]) =>
            html`<option value="${choice}" ${choice === value && html`selected`}>${words}</option>`,
        )}
      </select>`;
    case "time":
      return html`<input
        type="datetime-local"
        ${stepOf(value)}
        name="${name}"
        value="${value}"
        ${invalid}
      />`;
    case "date":
      return html`<input type="date" name="${name}" value="${value.slice(0, 10)}" ${invalid} />`;
    case "number":
      return html`<input type="number" min="1" name="${name}" value="${value}" ${invalid} />`;
    case "text":
      return html`<input
        name="${name}"
        value="${value}"
        maxlength="200"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        ${field.hint !== undefined && html`placeholder="${field.hint}"`}
        ${invalid}
      />`;
  }
}

/** A browser finds finer times than its step wrong; whole minutes are its own. */
function stepOf(time: string): Html | false {
  if (/:\d\d\.\d/.test(time)) return html`step="0.001"`;
  return /:\d\d:/.test(time) && html`step="1"`;
}
