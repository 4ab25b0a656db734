import { html, nothing, type TemplateResult } from "lit";
import type { FrontendEventGroups } from "../../server/contract/index.ts";
import { Localized } from "../shared/locale.ts";
import { renderFilterForm } from "./event-filter-form.ts";
import type { EventFilter } from "./event-filter.ts";
import { EventList, type EventListHost } from "./event-list.ts";
import { messages, type EventLogMessages } from "./event-log.messages.ts";
import { renderEvents, renderGroups } from "./event-rows.ts";
import { renderEmpty } from "./facts.ts";
import { fillText } from "./fill-text.ts";
import { renderPageErrors } from "./page-errors-list.ts";
import type { PanelContext } from "./panel-context.ts";
import { renderSkeleton } from "./skeleton.ts";

type Shown = Pick<PanelContext, "errors" | "now" | "locale" | "text">;

const DEBOUNCE_MS = 300;
const loaders = { es: () => import("./event-log.messages.es.ts").then((module) => module.messages) };

/** Errors of this page, and what pages reported, by a filter. */
export class EventLog {
  readonly #host: EventListHost;
  readonly #list: EventList;
  readonly #localized: Localized<EventLogMessages>;
  #filter: EventFilter;
  #isGrouped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: EventListHost) {
    this.#host = host;
    this.#list = new EventList(host);
    this.#localized = new Localized(host, messages, loaders);
    this.#filter = this.#ownEvents;
  }

  /** Begins to listen, and reads what is there. Never rejects. */
  open(): Promise<void> {
    return this.#list.open(this.#question);
  }

  /** Stops listening and forgets what it has read; the filter stays. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#list.close();
  }

  /** Stops listening and forgets everything. */
  close(): void {
    this.pause();
    this.#filter = this.#ownEvents;
    this.#isGrouped = false;
  }

  /** Asks anew while it is open. Never rejects. */
  reload(): Promise<void> {
    return this.#list.ask(this.#question);
  }

  render(shown: Shown): TemplateResult {
    this.#list.update();
    const { text } = this.#localized;
    return html`<h2>${text.thisPage}</h2>
      ${renderPageErrors({ ...shown, text })}
      <h2>${text.reported}</h2>
      ${renderFilterForm({
        filter: this.#filter,
        isGrouped: this.#isGrouped,
        ownSession: this.#ownEvents.session,
        text,
        onChange: (change) => this.#narrow(change),
        onGroup: (isGrouped) => this.#group(isGrouped),
      })}
      <div aria-busy=${this.#list.state === "loading" ? "true" : "false"}>${this.#renderList(shown)}</div>`;
  }

  #renderList({ now, locale, text: { failed, retry, loading } }: Shown): unknown {
    const { text } = this.#localized;
    const { state, groups, events } = this.#list;
    if (state === "failed") {
      return html`<p class="note warn">
        ${failed} <button class="link small" @click=${() => this.reload()}>${retry}</button>
      </p>`;
    }
    const onChoose = (change: Partial<EventFilter>): void => this.#choose(change);
    const context = { text, now, locale, filter: this.#filter, onChoose };
    if (groups?.items.length) return html`${renderGroups(groups.items, context)} ${this.#renderCap(groups)}`;
    if (events.length) return html`${renderEvents(events, context)} ${this.#renderOlder()}`;
    return state === "loading" ? renderSkeleton(loading) : this.#renderNone();
  }

  #renderNone(): TemplateResult {
    const { text } = this.#localized;
    const isNarrow = JSON.stringify(this.#filter) !== JSON.stringify(this.#ownEvents);
    if (!isNarrow) return renderEmpty(text.none, text.noneHint);
    return html`${renderEmpty(text.noMatch)}
      <p class="buttons">
        <button class="quiet small" @click=${() => this.#choose(this.#ownEvents)}>${text.reset}</button>
        ${this.#renderOlder()}
      </p>`;
  }

  /** A list by a rare word may be short, even empty, and still go on. */
  #renderOlder(): unknown {
    if (this.#list.next === null) return nothing;
    return html`<button class="quiet small older" @click=${() => this.#list.askForOlder()}>
      ${this.#localized.text.older}
    </button>`;
  }

  #renderCap({ events, eventsAreCapped }: FrontendEventGroups): unknown {
    if (!eventsAreCapped) return nothing;
    return html`<p class="note">${fillText(this.#localized.text.capped, { count: events })}</p>`;
  }

  get #question() {
    return { filter: this.#filter, isGrouped: this.#isGrouped };
  }

  /** What is shown unless somebody wants something else. */
  get #ownEvents(): EventFilter {
    const session = this.#host.pageSession.session?.id ?? "";
    return { session, user: "", type: "", level: "", text: "" };
  }

  /** Somebody writes: the question comes when the hand rests. */
  #narrow(change: Partial<EventFilter>): void {
    this.#filter = { ...this.#filter, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.reload(), DEBOUNCE_MS);
    this.#host.requestUpdate();
  }

  #group(isGrouped: boolean): void {
    this.#isGrouped = isGrouped;
    clearTimeout(this.#timer);
    void this.reload();
  }

  /** From a row or a button: at once, and single events. */
  #choose(change: Partial<EventFilter>): void {
    this.#filter = { ...this.#filter, ...change };
    this.#group(false);
  }
}
