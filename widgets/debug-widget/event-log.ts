import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type {
  FrontendEventGroup,
  FrontendEventGroups,
  FrontendEventResource,
  Page,
} from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import type { PageSession } from "../shared/page-session.ts";
import { fillText } from "./fill-text.ts";
import { renderPageErrors } from "./page-errors-list.ts";
import type { PanelContext } from "./panel-context.ts";
import type { PanelMessages } from "./panel-messages.ts";
import { formatClock } from "./value-text.ts";

export interface EventLogHost extends ReactiveControllerHost {
  api: ApiClient;
  pageSession: PageSession;
}

type Shown = Pick<PanelContext, "errors" | "text" | "now" | "locale">;

const EVENTS_SHOWN = 100;
const LIST = "api/admin/frontend-events";
const GROUPS = "api/admin/frontend-event-groups";

/** What pages of this session reported, live, and the errors of all sessions by how often they happen. */
export class EventLog {
  #events: readonly FrontendEventResource[] = [];
  #groups: readonly FrontendEventGroup[] = [];
  #state: "loading" | "ready" | "failed" = "loading";
  #stopListening: (() => void) | undefined;
  readonly #host: EventLogHost;

  constructor(host: EventLogHost) {
    this.#host = host;
  }

  /** Begins to listen, and reads what is there. Never rejects. */
  async open(): Promise<void> {
    if (this.#stopListening) return;
    this.#stopListening = this.#host.pageSession.onEvent("frontend-event", (event) => this.#receive(event));
    await this.#load();
  }

  /** Stops listening and forgets everything. */
  close(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#events = this.#groups = [];
    this.#state = "loading";
  }

  render(shown: Shown): TemplateResult {
    const { text, now, locale } = shown;
    return html`${renderPageErrors(shown)}
      <h3>${text.reported}</h3>
      ${this.#renderState(text)}
      <ol class="rows">
        ${repeat(
          this.#events,
          ({ id }) => id,
          ({ type, level, message, path, at, count }) =>
            html`<li class="row">
              <code class=${level === "error" ? "message" : nothing}>${message ?? type}</code>
              <span class="size">${formatClock(Date.parse(at), now, locale)}</span>
              <small>${describe([message && type, level, path], count, text)}</small>
            </li>`,
        )}
      </ol>
      <h3>${text.errorGroups}</h3>
      <ol class="rows">
        ${this.#groups.map(
          ({ type, message, count, sessions, lastAt }) =>
            html`<li class="row">
              <code class="message">${message ?? type}</code>
              <span class="size">${fillText(text.times, { count })}</span>
              <small
                >${fillText(text.inSessions, { count: sessions })} ·
                ${formatClock(Date.parse(lastAt), now, locale)}</small
              >
            </li>`,
        )}
      </ol>`;
  }

  #renderState(text: PanelMessages): unknown {
    if (this.#state === "loading") return html`<p class="note">${text.loading}</p>`;
    if (this.#state === "failed")
      return html`<p class="note warn">
        ${text.failed}
        <button class="link small" @click=${() => this.#load()}>${text.retry}</button>
      </p>`;
    return this.#events.length === 0 ? html`<p class="note">${text.none}</p>` : nothing;
  }

  async #load(): Promise<void> {
    const { api, pageSession } = this.#host;
    const session = encodeURIComponent(pageSession.session?.id ?? "none");
    try {
      const [list, groups] = await Promise.all([
        api.get<Page<FrontendEventResource>>(`${LIST}?limit=50&session=${session}`),
        api.get<FrontendEventGroups>(`${GROUPS}?level=error`),
      ]);
      if (!this.#stopListening) return;
      this.#events = merge(this.#events, list.items);
      this.#groups = groups.items;
      this.#state = "ready";
    } catch {
      this.#state = "failed";
    }
    this.#host.requestUpdate();
  }

  #receive(event: FrontendEventResource): void {
    if (event.sessionId !== this.#host.pageSession.session?.id) return;
    this.#events = merge([event], this.#events);
    this.#host.requestUpdate();
  }
}

/** Each event once, the newer ones first. */
function merge(
  newer: readonly FrontendEventResource[],
  older: readonly FrontendEventResource[],
): FrontendEventResource[] {
  const known = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !known.has(id))].slice(0, EVENTS_SHOWN);
}

function describe(parts: (string | null)[], count: number, text: PanelMessages): string {
  return [...parts, count > 1 && fillText(text.times, { count })].filter(Boolean).join(" · ");
}
