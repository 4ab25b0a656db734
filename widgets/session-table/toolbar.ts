import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionStateFilter } from "../../server/contract/index.ts";
import { formatPlural } from "./plural.ts";
import { isBarred } from "./session-list-state.ts";
import type { SessionActions, SessionView } from "./session-view.ts";

/** Title, new sessions that wait, and what is shown. */
export function toolbarTemplate(view: SessionView, actions: SessionActions): TemplateResult {
  const { text, scope, list } = view;
  return html`<header class="toolbar">
      <div class="heading">
        <h2 id="title" part="title"><slot name="title">${text.title[scope]}</slot></h2>
        ${freshButton(view, actions)}
      </div>
      ${isBarred(list) ? nothing : filterForm(view, actions)}
    </header>
    ${isBarred(list) ? nothing : view.tools?.panel(view, actions)}`;
}

function filterForm(view: SessionView, actions: SessionActions): TemplateResult {
  const { text, scope, isLive, tools } = view;
  return html`<form role="search" class="filters" aria-labelledby="title" @submit=${preventDefault}>
    ${tools?.search(view, actions)} ${scope === "own" || tools ? stateField(view, actions) : nothing}
    ${tools?.buttons(view, actions)}
    ${
      isLive
        ? nothing
        : html`<button type="button" class="quiet small refresh" @click=${actions.reload}>
            ${text.refresh}
          </button>`
    }
  </form>`;
}

function freshButton(
  { list, text, locale }: SessionView,
  { showFresh }: SessionActions,
): TemplateResult | typeof nothing {
  if (list.fresh.length === 0) return nothing;
  return html`<button type="button" class="fresh small enter" @click=${showFresh}>
    <span aria-hidden="true">↑</span> ${formatPlural(text.fresh, list.fresh.length, locale)}
  </button>`;
}

function stateField({ text, filters }: SessionView, { filter }: SessionActions): TemplateResult {
  return html`<select
    class="field"
    aria-label=${text.state}
    @change=${(event: Event) =>
      filter({ state: (event.currentTarget as HTMLSelectElement).value as SessionStateFilter })}
  >
    ${Object.entries(text.states).map(([state, words]) => html`<option value=${state} .selected=${state === filters.state}>${words}</option>`)}
  </select>`;
}

/** The fields apply themselves, Enter included. */
function preventDefault(event: Event): void {
  event.preventDefault();
}
