import { html, nothing, type TemplateResult } from "lit";
import type { EventLogMessages } from "./event-log.messages.ts";
import { LEVELS, type EventFilter } from "./event-filter.ts";

export interface FilterFormOptions {
  filter: EventFilter;
  isGrouped: boolean;
  /** Public id of the page's own session; empty when there is none. */
  ownSession: string;
  text: EventLogMessages;
  onChange: (change: Partial<EventFilter>) => void;
  onGroup: (isGrouped: boolean) => void;
}

const LONGEST = 200;

/** What the list shows. Each field applies itself. */
export function renderFilterForm(options: FilterFormOptions): TemplateResult {
  const { filter, isGrouped, text, onChange, onGroup } = options;
  const field = (name: "user" | "type" | "text", label: string): TemplateResult =>
    html`<label
      >${label}
      <input
        name=${name}
        type="search"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        maxlength=${LONGEST}
        .value=${filter[name]}
        @input=${(event: Event) => onChange({ [name]: valueOf(event).trim() })}
        @keydown=${(event: KeyboardEvent) => empty(event, () => onChange({ [name]: "" }))}
    /></label>`;
  return html`<form aria-label=${text.filter} @submit=${preventDefault}>
    ${renderSessions(options)} ${field("user", text.user)} ${field("type", text.type)}
    <label
      >${text.level}
      <select name="level" @change=${(event: Event) => onChange({ level: valueOf(event) })}>
        <option value="" .selected=${filter.level === ""}>${text.anyLevel}</option>
        ${LEVELS.map(
          (level) => html`<option value=${level} .selected=${filter.level === level}>${level}</option>`,
        )}
      </select></label
    >
    ${field("text", text.search)}
    <label
      ><input
        type="checkbox"
        name="grouped"
        .checked=${isGrouped}
        @change=${(event: Event) => onGroup((event.currentTarget as HTMLInputElement).checked)}
      />${text.grouped}</label
    >
  </form>`;
}

/** One's own, all, and one that was chosen from a row. */
function renderSessions({ filter, ownSession, text, onChange }: FilterFormOptions): TemplateResult {
  const { session } = filter;
  const isOther = session !== "" && session !== ownSession;
  return html`<label
    >${text.session}
    <select name="session" @change=${(event: Event) => onChange({ session: valueOf(event) })}>
      ${
        ownSession &&
        html`<option value=${ownSession} .selected=${session === ownSession}>${text.thisSession}</option>`
      }
      <option value="" .selected=${session === ""}>${text.allSessions}</option>
      ${isOther ? html`<option value=${session} .selected=${true}>${session}</option>` : nothing}
    </select></label
  >`;
}

/** Esc closes one level: of a field that says something first what it says. */
function empty(event: KeyboardEvent, onEmpty: () => void): void {
  if (event.key !== "Escape" || valueOf(event) === "") return;
  event.preventDefault();
  event.stopPropagation();
  onEmpty();
}

function valueOf({ currentTarget }: Event): string {
  return (currentTarget as HTMLInputElement | HTMLSelectElement).value;
}

function preventDefault(event: Event): void {
  event.preventDefault();
}
