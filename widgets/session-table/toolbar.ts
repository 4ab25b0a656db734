import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionStateFilter } from "../../server/contract/index.ts";
import { STATES } from "./filters.ts";
import { formatPlural } from "./plural.ts";
import type { SessionActions, SessionView } from "./session-view.ts";

/** Title, new sessions that wait, and what is shown. */
export function toolbarTemplate(view: SessionView, actions: SessionActions): TemplateResult {
  const { text, scope, list } = view;
  const isBarred = list.error?.status === 401 || list.error?.status === 403;
  return html`<header class="toolbar">
    <div class="heading">
      <h2 id="title" part="title"><slot name="title">${text.title[scope]}</slot></h2>
      ${freshButton(view, actions)}
    </div>
    ${isBarred ? nothing : filterForm(view, actions)}
  </header>`;
}

function filterForm(view: SessionView, actions: SessionActions): TemplateResult {
  const { text, scope, isLive } = view;
  return html`<form role="search" class="filters" aria-labelledby="title" @submit=${preventDefault}>
    ${scope === "all" ? userField(view, actions) : nothing} ${stateField(view, actions)}
    ${
      isLive
        ? nothing
        : html`<button type="button" class="quiet small" @click=${actions.reload}>${text.refresh}</button>`
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

function userField({ text, filters }: SessionView, actions: SessionActions): TemplateResult {
  const read = (event: Event) => ({ user: (event.currentTarget as HTMLInputElement).value });
  return html`<input
    type="search"
    name="user"
    class="field"
    aria-label=${text.user}
    placeholder=${text.userHint}
    autocomplete="off"
    autocapitalize="none"
    spellcheck="false"
    maxlength="200"
    .value=${filters.user}
    @input=${(event: Event) => actions.filterSoon(read(event))}
    @change=${(event: Event) => actions.filter(read(event))}
  />`;
}

function stateField({ text, filters }: SessionView, { filter }: SessionActions): TemplateResult {
  return html`<select
    class="field"
    aria-label=${text.state}
    @change=${(event: Event) =>
      filter({ state: (event.currentTarget as HTMLSelectElement).value as SessionStateFilter })}
  >
    ${STATES.map(
      (state) =>
        html`<option value=${state} .selected=${state === filters.state}>${text.states[state]}</option>`,
    )}
  </select>`;
}

/** The fields apply themselves, Enter included. */
function preventDefault(event: Event): void {
  event.preventDefault();
}
