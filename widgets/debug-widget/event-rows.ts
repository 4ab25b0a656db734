import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { FrontendEventGroup, FrontendEventResource } from "../../server/contract/index.ts";
import type { EventFilter } from "./event-filter.ts";
import type { EventLogMessages } from "./event-log.messages.ts";
import { fillText } from "./fill-text.ts";
import { formatClock } from "./value-text.ts";

export interface RowsContext {
  text: EventLogMessages;
  /** The server's clock, epoch ms. */
  now: number;
  /** BCP 47. */
  locale: string;
  filter: EventFilter;
  /** Narrows the list to what a row stands for. */
  onChoose: (change: Partial<EventFilter>) => void;
}

const TONES: Readonly<Record<string, string>> = { error: "message", warn: "warning" };
const SESSION_SHOWN = 10;
/** What the server takes as a text to look for. */
const LONGEST_TEXT = 200;

/** Single events, newest first. Who reported them stands in each when the list is of all sessions. */
export function renderEvents(events: readonly FrontendEventResource[], context: RowsContext): TemplateResult {
  return html`<ol class="rows">
    ${repeat(
      events,
      ({ id }) => id,
      (event) => renderEvent(event, context),
    )}
  </ol>`;
}

/** The same events together, the most frequent first. */
export function renderGroups(groups: readonly FrontendEventGroup[], context: RowsContext): TemplateResult {
  return html`<ol class="rows">
    ${groups.map((group) => renderGroup(group, context))}
  </ol>`;
}

function renderEvent(event: FrontendEventResource, context: RowsContext): TemplateResult {
  const { text, now, locale } = context;
  const { type, level, message, path, at, count, data } = event;
  const facts = [message && type, level, path, count > 1 && fillText(text.times, { count })];
  return html`<li class="row">
    <code class=${TONES[level] ?? nothing}>${message ?? type}</code>
    <time class="size" datetime=${at}>${formatClock(Date.parse(at), now, locale)}</time>
    <small>${facts.filter(Boolean).join(" · ")}${renderSender(event, context)}</small>
    ${
      data
        ? html`<details>
            <summary>${text.data}</summary>
            <pre tabindex="0">${JSON.stringify(data, null, 2)}</pre>
          </details>`
        : nothing
    }
  </li>`;
}

function renderSender(
  { user, sessionId }: FrontendEventResource,
  { text, filter, onChoose }: RowsContext,
): unknown {
  if (filter.session !== "") return nothing;
  const name = ` · ${user ?? text.visitor}`;
  if (sessionId === null) return name;
  const session = sessionId.slice(0, SESSION_SHOWN);
  return html`${name}
    <button
      class="reveal"
      aria-label=${fillText(text.onlySession, { session })}
      @click=${() => onChoose({ session: sessionId })}
    >
      ${session}
    </button>`;
}

function renderGroup(
  { type, level, message, count, sessions, lastAt }: FrontendEventGroup,
  { text, now, locale, onChoose }: RowsContext,
): TemplateResult {
  const times = fillText(text.times, { count });
  const last = formatClock(Date.parse(lastAt), now, locale);
  const facts = [message && type, level, fillText(text.sessions, { count: sessions }), last];
  return html`<li class="row">
    <code class=${TONES[level] ?? nothing}>${message ?? type}</code>
    <button
      class="reveal size"
      aria-label=${fillText(text.showEvents, { times })}
      @click=${() => onChoose({ type, level, text: (message ?? "").slice(0, LONGEST_TEXT) })}
    >
      ${times} <span aria-hidden="true">▸</span>
    </button>
    <small>${facts.filter(Boolean).join(" · ")}</small>
  </li>`;
}
