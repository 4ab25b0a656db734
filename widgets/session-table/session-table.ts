import type { PropertyValues, TemplateResult } from "lit";
import { html, LitElement } from "lit";
import type { SessionResource } from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { pageApi } from "../shared/api-client.ts";
import { Localized } from "../shared/locale.ts";
import type { PageSession } from "../shared/page-session.ts";
import { pageSession } from "../shared/page-session.ts";
import { cardTemplate } from "./card.ts";
import { chooseColumns } from "./columns.ts";
import { SessionsFailedEvent, SessionsLoadedEvent } from "./events.ts";
import type { SessionFilters } from "./filters.ts";
import { clampPageSize, DEFAULT_FILTERS, parseFilters } from "./filters.ts";
import { findNotice } from "./list-notice.ts";
import { messages } from "./messages.ts";
import { formatPlural } from "./plural.ts";
import type { RowSelection } from "./row-selection.ts";
import { findSelected, NO_SELECTION, toggleAll, toggleRow } from "./row-selection.ts";
import { SessionList } from "./session-list.ts";
import { SessionListener } from "./session-listener.ts";
import type { SessionScope } from "./session-source.ts";
import { listSessions } from "./session-source.ts";
import { styles } from "./session-table.styles.ts";
import type { SessionActions, SessionView } from "./session-view.ts";
import type { TimeTip } from "./time-tip.ts";
import { VisibleTicker } from "./visible-ticker.ts";

const TICK_MS = 30_000;
const SEARCH_DELAY_MS = 300;

/** A chunk of its own: most who look at sessions end none. */
const loadEnding = () => import("./end-sessions.ts");
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
 * @attr {string} filters - What is shown at first: `state=active|ended|all&user=ana`.
 * @attr {"on"|"off"} live - `off` leaves refreshing to a button.
 *
 * @fires {SessionsLoadedEvent} sereno-sessions-loaded - A list was fetched anew.
 * @fires {SessionsEndedEvent} sereno-sessions-ended - Sessions were ended from here.
 * @fires {SessionsFailedEvent} sereno-sessions-failed - The list could not be fetched.
 *
 * @slot title - In place of the title.
 * @csspart card - The whole.
 * @csspart title - Its title.
 *
 * @cssprop --sereno-surface - Background.
 * @cssprop --sereno-text - Text.
 * @cssprop --sereno-primary - Links, focus ring, the current session.
 * @cssprop --sereno-danger - What ends sessions, and sessions that were taken away.
 */
export class SessionTable extends LitElement {
  static override styles = styles;
  static override properties = {
    scope: { reflect: true },
    pageSize: { type: Number, attribute: "page-size" },
    columns: {},
    filters: {},
    live: {},
    api: { attribute: false },
    pageSession: { attribute: false },
    shownFilters: { state: true },
    selection: { state: true },
    announcement: { state: true },
    problem: { state: true },
  };

  declare scope: SessionScope;
  declare pageSize: number;
  declare columns: string;
  declare filters: string;
  declare live: "on" | "off";
  declare api: ApiClient;
  declare pageSession: PageSession;
  declare protected shownFilters: SessionFilters;
  declare protected selection: RowSelection;
  declare protected announcement: string;
  declare protected problem: string;

  readonly #localized = new Localized(this, messages, loaders);
  readonly #list = new SessionList(this, {
    fetch: (query, signal) => listSessions(this.api, this.scope, query, signal),
    filters: () => this.shownFilters,
    pageSize: () => clampPageSize(this.pageSize),
    now: () => this.pageSession.serverNow(),
    findCurrent: () => this.#findCurrent(),
    onLoaded: (count) => this.#onLoaded(count),
    onFailed: (error) => this.dispatchEvent(new SessionsFailedEvent(error)),
  });
  readonly #actions: SessionActions = {
    filter: (change) => this.#filter(change),
    filterSoon: (change) => this.#filterSoon(change),
    reload: () => void this.#loadAloud(),
    signIn: () => this.pageSession.login(),
    showFresh: () => void this.#showFresh(),
    showMore: () => void this.#showMore(),
    toggle: ({ id }) => (this.selection = toggleRow(this.selection, id)),
    toggleAll: () => (this.selection = toggleAll(this.#list.state.rows, this.selection)),
    clearSelection: () => (this.selection = NO_SELECTION),
    askToEnd: (sessions) => void this.#askToEnd(sessions),
  };
  #tip: TimeTip | undefined;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.scope = "own";
    this.pageSize = 25;
    this.columns = "";
    this.filters = "";
    this.live = "on";
    this.shownFilters = DEFAULT_FILTERS;
    this.selection = NO_SELECTION;
    this.announcement = "";
    this.problem = "";
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

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#searchTimer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("filters")) this.shownFilters = parseFilters(this.filters);
    if (changed.has("scope")) void this.#list.restart();
    else if (changed.has("filters") || changed.has("pageSize")) void this.#list.load();
  }

  protected override render(): TemplateResult {
    const view = this.#view;
    const isLoading = view.list.phase === "loading";
    return html`${cardTemplate(view, this.#actions)}
      <p class="hidden" role="status">${isLoading ? view.text.loading : this.announcement}</p>`;
  }

  protected override firstUpdated(): void {
    for (const type of ["pointerover", "focusin"]) {
      this.renderRoot.addEventListener(type, (event) => void this.#showTip(event));
    }
  }

  get #view(): SessionView {
    const { text, locale } = this.#localized;
    const { scope, shownFilters: filters, problem } = this;
    const { state: list } = this.#list;
    return {
      text,
      locale,
      nowMs: this.pageSession.serverNow(),
      scope,
      filters,
      columns: chooseColumns({ scope, state: filters.state, wanted: this.columns }),
      list,
      selected: findSelected(list.rows, this.selection),
      isLive: this.#isLive,
      problem,
    };
  }

  get #isLive(): boolean {
    return this.live !== "off";
  }

  #onLoaded(count: number): void {
    this.problem = "";
    this.dispatchEvent(new SessionsLoadedEvent(count));
  }

  /** The tip is fetched when the first time is pointed at, and from then on looks after itself. */
  async #showTip({ target }: Event): Promise<void> {
    const time = (target as Element).closest("time");
    if (!time || this.#tip || !this.shadowRoot) return;
    const chunk = await import("./time-tip.ts").catch(() => undefined);
    if (!chunk) return;
    this.#tip ??= new chunk.TimeTip(this.shadowRoot, () => this.#localized.locale);
    if (time.matches(":hover, :focus")) this.#tip.show(time);
  }

  #filterSoon(change: Partial<SessionFilters>): void {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => this.#filter(change), SEARCH_DELAY_MS);
  }

  #filter(change: Partial<SessionFilters>): void {
    clearTimeout(this.#searchTimer);
    const { state, user } = { ...this.shownFilters, ...change };
    if (state === this.shownFilters.state && user.trim() === this.shownFilters.user) return;
    this.shownFilters = { state, user: user.trim() };
    this.selection = NO_SELECTION;
    void this.#loadAloud();
  }

  /** Loads and says what came; the focus goes to the filters when the button that asked is gone. */
  async #loadAloud(): Promise<void> {
    const hadFocus = this.shadowRoot?.activeElement !== null;
    await this.#list.load();
    const { state } = this.#list;
    if (state.isStale || state.phase === "loading") return;
    this.announcement =
      findNotice(this.#view, this.#actions)?.title ?? this.#count("shown", state.rows.length);
    await this.updateComplete;
    if (hadFocus && !this.shadowRoot?.activeElement)
      this.renderRoot.querySelector<HTMLElement>(".field")?.focus();
  }

  async #showMore(): Promise<void> {
    const before = this.#list.state.rows.length;
    await this.#list.loadMore();
    const { rows, nextCursor } = this.#list.state;
    if (rows.length <= before) return;
    this.announcement = this.#count("added", rows.length - before);
    if (!nextCursor) await this.#focusRow(rows[before]?.id);
  }

  async #showFresh(): Promise<void> {
    const { fresh } = this.#list.state;
    this.#list.showFresh();
    this.announcement = this.#count("added", fresh.length);
    await this.#focusRow(fresh[0]?.id);
  }

  async #askToEnd(sessions: readonly SessionResource[]): Promise<void> {
    const {
      api,
      pageSession: { user },
    } = this;
    const onEnded = (count: number): void => {
      this.selection = NO_SELECTION;
      this.announcement = this.#count("ended", count);
    };
    try {
      const { endSessions } = await loadEnding();
      await endSessions({ host: this, api, list: this.#list, view: this.#view, sessions, user, onEnded });
    } catch {
      this.problem = this.#localized.text.endUnavailable;
    }
    await this.#keepFocus(sessions[0]?.id);
  }

  /** The browser gives the focus back to the button that opened the dialog, unless that is gone. */
  async #keepFocus(rowId: string | undefined): Promise<void> {
    await this.updateComplete;
    if (!this.shadowRoot?.activeElement) await this.#focusRow(rowId);
  }

  async #focusRow(id: string | undefined): Promise<void> {
    await this.updateComplete;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>("tbody tr")];
    rows.find((row) => row.dataset["id"] === id)?.focus();
  }

  /** Sessions end by the clock too, and then nobody tells. */
  #onTick(): void {
    this.requestUpdate();
    if (this.#isLive && this.#list.hasLapsed()) this.#list.refresh();
  }

  async #findCurrent(): Promise<SessionResource | undefined> {
    await this.pageSession.ready;
    const { session, isAuthenticated } = this.pageSession;
    const { state, user } = this.shownFilters;
    return session && isAuthenticated && state !== "ended" && !user
      ? { ...session, current: true }
      : undefined;
  }

  #count(key: "shown" | "added" | "ended", count: number): string {
    return formatPlural(this.#localized.text[key], count, this.#localized.locale);
  }
}
