import type { ReactiveControllerHost } from "lit";
import type { FrontendEventGroups, FrontendEventResource, Page } from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "../shared/api-client.ts";
import type { PageSession } from "../shared/page-session.ts";
import { matchesFilter, toQuery, type EventFilter } from "./event-filter.ts";
import { hasSelection } from "./selection.ts";

export interface EventListHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  api: ApiClient;
  pageSession: PageSession;
  readonly isLive: boolean;
  /** Asks whether the person may still see this: what was refused here is decided there. */
  readonly live: { refresh(): Promise<void> };
}

/** What is asked for: events, or the same together with how often they happened. */
export interface EventQuestion {
  filter: EventFilter;
  isGrouped: boolean;
}

type EventPage = Page<FrontendEventResource>;

const LIST = "api/admin/frontend-events";
const GROUPS = "api/admin/frontend-event-groups";
const PAGE_SIZE = "50";
/** Past these the oldest go when new ones come. */
const EVENTS_KEPT = 500;

/** Events of pages, asked for and live. Nothing moves while text is selected. */
export class EventList {
  state: "loading" | "ready" | "failed" = "loading";
  events: readonly FrontendEventResource[] = [];
  /** Undefined unless they were asked for. */
  groups: FrontendEventGroups | undefined;
  /** Where older ones begin; null when there are none. */
  next: string | null = null;

  readonly #host: EventListHost;
  /** Not shown yet, newest first. */
  #incoming: readonly FrontendEventResource[] = [];
  #request = new AbortController();
  #stopListening: (() => void) | undefined;
  #question: EventQuestion | undefined;

  constructor(host: EventListHost) {
    this.#host = host;
  }

  /** Begins to listen, and asks. Never rejects. */
  async open(question: EventQuestion): Promise<void> {
    if (this.#stopListening) return;
    this.#stopListening = this.#host.pageSession.onEvent("frontend-event", (event) => this.#receive(event));
    await this.ask(question);
  }

  /** Stops listening and forgets everything. */
  close(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#request.abort();
    this.#forget();
    this.state = "loading";
  }

  /** Asks the server. What is shown stays until it has answered. Never rejects: see `state`. */
  async ask(question: EventQuestion): Promise<void> {
    if (!this.#stopListening) return;
    this.#question = question;
    const { filter, isGrouped } = question;
    if (!isGrouped) return this.#askForEvents(filter);
    await this.#get<FrontendEventGroups>(`${GROUPS}?${toQuery(filter)}`, (groups) => {
      this.#forget();
      this.groups = groups;
    });
  }

  async askForOlder(): Promise<void> {
    const { filter } = this.#question ?? {};
    if (!filter || this.next === null) return;
    await this.#get<EventPage>(
      `${LIST}?${toQuery(filter, { limit: PAGE_SIZE, cursor: this.next })}`,
      (page) => {
        this.events = merge(this.events, page.items);
        this.next = page.nextCursor;
      },
    );
  }

  /** Lets in what came live, unless that would move a selection. */
  update(): void {
    if (this.#incoming.length === 0 || this.state !== "ready" || this.#isSelected) return;
    const events = merge(this.#incoming, this.events);
    this.#incoming = [];
    this.events = events.slice(0, EVENTS_KEPT);
    // The ones that went would be missing between these and older ones.
    if (events.length > EVENTS_KEPT) this.next = null;
  }

  async #askForEvents(filter: EventFilter): Promise<void> {
    this.#incoming = [];
    await this.#get<EventPage>(
      `${LIST}?${toQuery(filter, { limit: PAGE_SIZE })}`,
      ({ items, nextCursor }) => {
        this.groups = undefined;
        this.events = items;
        this.next = nextCursor;
      },
    );
  }

  /** One request at a time: the newest question is the one that counts. */
  async #get<T>(path: string, onAnswer: (answer: T) => void): Promise<void> {
    this.#request.abort();
    const { signal } = (this.#request = new AbortController());
    this.state = "loading";
    this.#host.requestUpdate();
    try {
      const answer = await this.#host.api.get<T>(path, { signal });
      if (signal.aborted) return;
      onAnswer(answer);
      this.state = "ready";
    } catch (error) {
      if (signal.aborted) return;
      this.state = "failed";
      if (error instanceof ApiError) void this.#host.live.refresh();
    }
    this.#host.requestUpdate();
  }

  #receive(event: FrontendEventResource): void {
    const { filter, isGrouped } = this.#question ?? {};
    if (!this.#host.isLive || !filter || isGrouped || !matchesFilter(event, filter)) return;
    this.#incoming = merge([event], this.#incoming).slice(0, EVENTS_KEPT);
    if (!this.#isSelected) this.#host.requestUpdate();
  }

  #forget(): void {
    this.events = this.#incoming = [];
    this.groups = undefined;
    this.next = null;
  }

  get #isSelected(): boolean {
    return hasSelection(this.#host.renderRoot as ShadowRoot);
  }
}

/** Each event once, the newer ones first. */
function merge(
  newer: readonly FrontendEventResource[],
  older: readonly FrontendEventResource[],
): FrontendEventResource[] {
  const known = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !known.has(id))];
}
