import type { TemplateResult } from "lit";
import { css, html } from "lit";
import { addStyles } from "../shared/add-styles.ts";
import { END_REASON_CODES } from "./end-reasons.ts";
import { DEFAULT_FILTERS, type SessionFilters } from "./filters.ts";
import type { Draw, SessionActions, SessionView } from "./session-view.ts";
import type { ToolMessages } from "./tools.messages.ts";

/** The filters that are needed less often, their styles in the shadow root of the host. Each applies itself. */
export function createFilterPanel(host: HTMLElement, text: ToolMessages): Draw {
  addStyles(host.shadowRoot, styles);
  return (view, actions) => filterPanel(view, actions, text);
}

function filterPanel(view: SessionView, actions: SessionActions, text: ToolMessages): TemplateResult {
  const { filters, ended } = view;
  const change = (key: keyof SessionFilters) => (event: Event) =>
    actions.filter({ [key]: (event.currentTarget as HTMLInputElement | HTMLSelectElement).value });
  const choice = (key: "device" | "endReason", options: readonly (readonly [string, string])[]) =>
    html`<select class="field" name=${key} @change=${change(key)}>
      <option value="" .selected=${filters[key] === ""}>${text.any}</option>
      ${options.map(
        ([value, words]) =>
          html`<option value=${value} .selected=${value === filters[key]}>${words}</option>`,
      )}
    </select>`;
  const day = (key: "from" | "to") =>
    html`<input type="date" class="field" name=${key} .value=${filters[key]} @change=${change(key)} />`;
  return html`<form class="panel enter" aria-label=${text.filters} @submit=${preventDefault}>
    <label
      >${text.user}
      <input
        class="field"
        name="user"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        maxlength="200"
        .value=${filters.user}
        @change=${change("user")}
    /></label>
    <label>${text.device} ${choice("device", Object.entries(text.devices))}</label>
    <label
      >${text.endReason}
      ${choice(
        "endReason",
        END_REASON_CODES.map((code) => [code, ended?.describe(code) ?? code] as const),
      )}</label
    >
    <label>${text.from} ${day("from")}</label>
    <label>${text.to} ${day("to")}</label>
    <button type="button" class="link small" @click=${() => actions.filter(DEFAULT_FILTERS)}>
      ${text.clearFilters}
    </button>
  </form>`;
}

/** The fields apply themselves, Enter included. */
function preventDefault(event: Event): void {
  event.preventDefault();
}

const styles = css`
  .panel {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: end;
    padding: 12px 18px;
    background: var(--_raised);
    border-block-end: 1px solid var(--_border);
  }
  .panel .link {
    padding-inline: 0;
  }
  .panel label {
    display: grid;
    flex: 1 1 130px;
    max-inline-size: 220px;
    color: var(--_muted);
    font-size: 12.5px;
  }
`;
