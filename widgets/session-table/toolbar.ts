import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionStateFilter } from "../../server/contract/index.ts";
import type { SessionFilters } from "./filters.ts";
import { STATES } from "./filters.ts";
import type { SessionTableMessages } from "./messages.ts";
import { formatPlural } from "./plural.ts";
import type { SessionScope } from "./session-source.ts";

export interface ToolbarOptions {
  text: SessionTableMessages;
  locale: string;
  scope: SessionScope;
  filters: SessionFilters;
  /** New sessions that wait above the table. */
  freshCount: number;
  isLive: boolean;
  /** There is nothing to filter: not signed in, or not allowed. */
  isBarred: boolean;
  onShowFresh: () => void;
  onRefresh: () => void;
  onState: (state: SessionStateFilter) => void;
  /** At every key. */
  onUserInput: (user: string) => void;
  /** At Enter, and when the field is cleared. */
  onUser: (user: string) => void;
}

export function toolbarTemplate(options: ToolbarOptions): TemplateResult {
  const { text, scope, isBarred } = options;
  return html`<header class="toolbar">
    <div class="heading">
      <h2 id="title" part="title"><slot name="title">${text.title[scope]}</slot></h2>
      ${freshButton(options)}
    </div>
    ${isBarred ? nothing : filterForm(options)}
  </header>`;
}

function filterForm(options: ToolbarOptions): TemplateResult {
  const { text, scope, isLive, onRefresh } = options;
  return html`<form role="search" class="filters" aria-labelledby="title" @submit=${onSubmit}>
    ${scope === "all" ? userField(options) : nothing} ${stateField(options)}
    ${
      isLive
        ? nothing
        : html`<button type="button" class="quiet small" @click=${onRefresh}>${text.refresh}</button>`
    }
  </form>`;

  function onSubmit(event: Event): void {
    event.preventDefault();
    const user = new FormData(event.currentTarget as HTMLFormElement).get("user");
    options.onUser(typeof user === "string" ? user : "");
  }
}

function freshButton({
  freshCount,
  text,
  locale,
  onShowFresh,
}: ToolbarOptions): TemplateResult | typeof nothing {
  if (freshCount === 0) return nothing;
  return html`<button type="button" class="fresh small enter" @click=${onShowFresh}>
    <span aria-hidden="true">↑</span> ${formatPlural(text.fresh, freshCount, locale)}
  </button>`;
}

function userField({ text, filters, onUserInput, onUser }: ToolbarOptions): TemplateResult {
  const read = (event: Event): string => (event.currentTarget as HTMLInputElement).value;
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
    @input=${(event: Event) => onUserInput(read(event))}
    @search=${(event: Event) => onUser(read(event))}
  />`;
}

function stateField({ text, filters, onState }: ToolbarOptions): TemplateResult {
  return html`<select
    class="field"
    aria-label=${text.state}
    .value=${filters.state}
    @change=${(event: Event) => onState((event.currentTarget as HTMLSelectElement).value as SessionStateFilter)}
  >
    ${STATES.map(
      (state) =>
        html`<option value=${state} ?selected=${state === filters.state}>${text.states[state]}</option>`,
    )}
  </select>`;
}
