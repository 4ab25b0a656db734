import type { PropertyValues, TemplateResult } from "lit";
import { html, LitElement } from "lit";
import type { Page, SessionResource } from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { pageApi } from "../shared/api-client.ts";
import { Localized } from "../shared/locale.ts";
import type { PageSession } from "../shared/page-session.ts";
import { pageSession } from "../shared/page-session.ts";
import { formatDayTime } from "../shared/time-format.ts";
import { VisibleTicker } from "../shared/visible-ticker.ts";
import { cardTemplate, noticeToCome, plainNotice } from "./card.ts";
import { chooseColumns } from "./columns.ts";
import { SessionsFailedEvent, SessionsLoadedEvent } from "./events.ts";
import type { PageRequest, SessionFilters } from "./filters.ts";
import { clampPageSize, parseFilters } from "./filters.ts";
import { LazyPart } from "./lazy-part.ts";
import { messages } from "./messages.ts";
import { readAddress } from "./read-address.ts";
import { SessionList } from "./session-list.ts";
import { isBlank } from "./session-list-state.ts";
import { SessionListener } from "./session-listener.ts";
import { isEndable } from "./session-rules.ts";
import type { SessionScope } from "./session-scope.ts";
import { listSessions } from "./session-source.ts";
import { styles } from "./session-table.styles.ts";
import type { SessionActions, SessionView } from "./session-view.ts";
import type { ActionHost } from "./table-actions.ts";
import { FIRST_STATE, type TableState } from "./table-state.ts";

const TICK_MS = 30_000;
const BLANKS: Readonly<Record<SessionScope, number>> = { own: 3, all: 8 };

const loaders = { es: () => import("./messages.es.ts").then((module) => module.messages) };

/**
 * The sessions of a person, as cards, or of everybody, as a dense table for superusers, kept up to date in
 * place. Sessions other than the current one can be ended from it.
 *
 * @summary People see and end their own sessions, superusers all of them.
 * @tag sereno-session-table
 *
 * @attr {"own"|"all"} scope - Whose sessions; `own` without it.
 * @attr {number} page-size - Rows fetched at a time, 1 to 100; 25 without it.
 * @attr {string} columns - Columns by name, separated by spaces: `select user status device ip location
 *   started last-seen duration requests ended-by actions`.
 * @attr {string} filters - What is shown at first: `state=active|ended|all`, for `scope="all"` also `user q device
 *   endReason from to sort order`. The page's address carries what people choose from then on; `off` keeps it out.
 * @attr {"on"|"off"} summary - `off` leaves out the figures above everybody's sessions.
 * @attr {"on"|"off"} live - `off` leaves refreshing to a button.
 *
 * @fires {SessionsLoadedEvent} sereno-sessions-loaded - A list was fetched anew.
 * @fires {SessionsEndedEvent} sereno-sessions-ended - Sessions were ended from here.
 * @fires {SessionsFailedEvent} sereno-sessions-failed - The list could not be fetched.
 *
 * @slot title - In place of the title.
 * @csspart card - The whole.
 * @csspart title - Its title.
 */
export class SessionTable extends LitElement {
  static override styles = styles;
  static override properties = {
    scope: { reflect: true },
    pageSize: { type: Number, attribute: "page-size" },
    columns: {},
    filters: {},
    live: {},
    summary: {},
    api: { attribute: false },
    pageSession: { attribute: false },
  };

  declare scope: SessionScope;
  declare pageSize: number;
  declare columns: string;
  declare filters: string;
  declare live: "on" | "off";
  declare summary: "on" | "off";
  /** How the server is asked; the page's own client, unless another is given. */
  declare api: ApiClient;
  /** Who is signed in; the page's own, unless another is given. */
  declare pageSession: PageSession;
  readonly #localized = new Localized(this, messages, loaders);
  readonly #list = new SessionList(this, {
    fetch: (query, signal) => this.#fetch(query, signal),
    filters: () => this.#state.filters,
    pageSize: () => clampPageSize(this.pageSize),
    now: () => this.pageSession.serverNow(),
    findCurrent: () => this.#findCurrent(),
    onLoaded: (count) => this.#onLoaded(count),
    onFailed: (error) => this.dispatchEvent(new SessionsFailedEvent(error)),
  });
  readonly #actions = new LazyPart(
    this,
    async () => new (await import("./table-actions.ts")).TableActions(this.#actionHost),
  );
  readonly #notices = new LazyPart(this, async () => (await import("./list-notice.ts")).createNotices(this));
  readonly #ended = new LazyPart(this, async () => (await import("./ended-cells.ts")).createEndedCells(this));
  readonly #tools = new LazyPart(this, async () => (await import("./tools.ts")).createTools(this));
  readonly #summary = new LazyPart(this, async () => (await import("./summary.ts")).createSummary(this));
  /** Each is done as soon as the chunk is here that knows how. */
  readonly #proxy = new Proxy({} as SessionActions, {
    get: (_, name: keyof SessionActions) => (argument: never) => void this.#act(name, argument),
  });
  #state = FIRST_STATE;

  constructor() {
    super();
    this.scope = "own";
    this.pageSize = 25;
    this.columns = "";
    this.filters = "";
    this.live = "on";
    this.summary = "on";
    new VisibleTicker(this, TICK_MS, () => this.#onTick());
    new SessionListener(this, {
      pageSession: () => this.pageSession,
      onUserChange: () => void this.#list.restart(),
      onSessionsChange: () => this.#isLive && this.#list.refresh(),
    });
  }

  override connectedCallback(): void {
    this.api ??= pageApi();
    this.pageSession ??= pageSession();
    super.connectedCallback();
    if (this.hasUpdated) void this.#list.load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("filters")) {
      const address = this.filters === "off" ? "" : readAddress(this.#prefix);
      this.#change({ filters: parseFilters(address || this.filters) });
    }
    if (changed.has("scope")) void this.#list.restart();
    else if (changed.has("filters") || changed.has("pageSize")) void this.#list.load();
  }

  protected override updated(): void {
    const { state } = this.#list;
    if (isBlank(state)) void this.#notices.need();
    if (this.scope === "own") return;
    if (this.summary !== "off" && state.phase === "ready") void this.#summary.need();
  }

  protected override render(): TemplateResult {
    const view = this.#view;
    const isLoading = view.list.phase === "loading";
    return html`${cardTemplate(view, this.#proxy)}
      <p class="hidden" role="status">${isLoading ? view.text.loading : this.#state.announcement}</p>`;
  }

  protected override firstUpdated(): void {
    for (const type of ["pointerover", "focusin"]) {
      this.renderRoot.addEventListener(
        type,
        ({ target }) => void this.#actions.need().then((actions) => actions?.point(target as Element)),
      );
    }
  }

  get #view(): SessionView {
    const { text, locale } = this.#localized;
    const { scope } = this;
    const { isWarm, filters, selection, isFiltering, problem } = this.#state;
    const { state: list } = this.#list;
    return {
      text,
      locale,
      nowMs: this.pageSession.serverNow(),
      scope,
      filters,
      // A page that takes the attribute away leaves null, a framework undefined.
      columns: chooseColumns({ scope, state: filters.state, wanted: this.columns ?? "" }),
      list,
      blanks: isWarm ? BLANKS[scope] : 0,
      ended: this.#ended.part,
      drawNotice: this.#notices.part ?? (this.#notices.hasFailed ? plainNotice : noticeToCome),
      selected: list.rows.filter((session) => selection.includes(session.id) && isEndable(session)),
      pageSize: clampPageSize(this.pageSize),
      tools: scope === "all" ? this.#tools.part : undefined,
      hasSummary: scope === "all" && this.summary !== "off",
      drawSummary: this.#summary.part,
      isFiltering,
      isLive: this.#isLive,
      problem,
    };
  }

  get #actionHost(): ActionHost {
    return {
      element: this,
      list: this.#list,
      getView: () => this.#view,
      getState: () => this.#state,
      change: (change) => this.#change(change),
      getPrefix: () => this.#prefix,
      getUpdateComplete: () => this.updateComplete,
      needEnded: () => this.#ended.need(),
      needNotices: () => this.#notices.need(),
    };
  }

  get #isLive(): boolean {
    return this.live !== "off";
  }

  #onLoaded(count: number): void {
    this.#change({ problem: "" });
    this.dispatchEvent(new SessionsLoadedEvent(count));
  }

  async #act(name: keyof SessionActions, argument: never): Promise<void> {
    // What is here already acts at once: a box that is ticked must not wait.
    const actions = this.#actions.part ?? (await this.#actions.need());
    if (actions) actions[name](argument);
    else this.#change({ problem: this.#localized.text.endUnavailable });
  }

  #change(change: Partial<TableState>): void {
    this.#state = { ...this.#state, ...change };
    this.requestUpdate();
  }

  /** Of the parameters in the page's address: of its own for each list of a page. */
  get #prefix(): string {
    return `${this.id || (this.scope === "all" ? "sessions" : "my-sessions")}-`;
  }

  /** Parts that rows need come beside the first of them, so that nothing jumps. */
  async #fetch(query: SessionFilters & PageRequest, signal: AbortSignal): Promise<Page<SessionResource>> {
    const words = query.state === "active" ? undefined : this.#ended.need();
    const tools = this.scope === "own" ? undefined : this.#tools.need();
    // The first date in a language takes long to format, and the first row to draw: time enough while the server is
    // asked. Two tasks, after the one that drew the frame.
    if (!this.#state.isWarm) {
      setTimeout(formatDayTime, 0, 0, 0, this.#localized.locale);
      setTimeout(() => this.#change({ isWarm: true }));
    }
    const page = await listSessions(this.api, this.scope, query, signal);
    await words;
    await tools;
    return page;
  }

  /** Sessions end by the clock too, and then nobody tells. */
  #onTick(): void {
    this.requestUpdate();
    if (this.#isLive && this.#list.hasLapsed()) this.#list.refresh();
  }

  async #findCurrent(): Promise<SessionResource | undefined> {
    await this.pageSession.ready;
    const { session, isAuthenticated } = this.pageSession;
    const { state, user, q, device, endReason, from, to, sort } = this.#state.filters;
    const isSought = user || q || device || endReason || from || to || sort !== "startedAt";
    return session && isAuthenticated && state !== "ended" && !isSought
      ? { ...session, current: true }
      : undefined;
  }
}
