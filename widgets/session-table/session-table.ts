import type { PropertyValues, TemplateResult } from "lit";
import { html, LitElement } from "lit";
import type { SessionResource } from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { pageApi } from "../shared/api-client.ts";
import { Localized } from "../shared/locale.ts";
import type { PageSession } from "../shared/page-session.ts";
import { pageSession } from "../shared/page-session.ts";
import { withReauth } from "../shared/reauth-dialog.ts";
import { chooseColumns } from "./columns.ts";
import { EndSessionsDialog } from "./end-sessions-dialog.ts";
import { SessionsEndedEvent, SessionsFailedEvent, SessionsLoadedEvent } from "./events.ts";
import type { SessionFilters } from "./filters.ts";
import { clampPageSize, DEFAULT_FILTERS, parseFilters } from "./filters.ts";
import { footerTemplate } from "./list-footer.ts";
import type { ListNotice } from "./list-notice.ts";
import { findNotice, noticeTemplate } from "./list-notice.ts";
import { messages } from "./messages.ts";
import { formatPlural } from "./plural.ts";
import type { RowSelection } from "./row-selection.ts";
import { findSelected, NO_SELECTION, toggleAll, toggleRow } from "./row-selection.ts";
import { SessionList } from "./session-list.ts";
import { SessionListener } from "./session-listener.ts";
import type { EndOutcome, SessionScope } from "./session-source.ts";
import { createSessionSource } from "./session-source.ts";
import { styles } from "./session-table.styles.ts";
import { tableTemplate } from "./table-rows.ts";
import { TimeTip } from "./time-tip.ts";
import { toolbarTemplate } from "./toolbar.ts";
import { VisibleTicker } from "./visible-ticker.ts";

const TICK_MS = 30_000;
const SEARCH_DELAY_MS = 300;

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

  readonly #localized = new Localized(this, messages, loaders);
  readonly #tip = new TimeTip(this, () => this.#localized.locale);
  readonly #list = new SessionList(this, {
    source: () => createSessionSource(this.scope, this.api),
    filters: () => this.shownFilters,
    pageSize: () => clampPageSize(this.pageSize),
    now: () => this.pageSession.serverNow(),
    findCurrent: () => this.#findCurrent(),
    onLoaded: (count) => this.dispatchEvent(new SessionsLoadedEvent(count)),
    onFailed: (error) => this.dispatchEvent(new SessionsFailedEvent(error)),
  });
  readonly #dialog = new EndSessionsDialog(this, {
    context: () => this.#naming,
    end: (ids, reason) => this.#end(ids, reason),
    onClosed: () => void this.#keepFocus(),
  });
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  /** Row that takes the focus when the button that opened the dialog is gone. */
  #askedId: string | undefined;

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
    const { text, locale } = this.#localized;
    const notice = this.#findNotice();
    const isLoading = this.#list.state.phase === "loading";
    return html`<section class="card" part="card" aria-labelledby="title">
        ${toolbarTemplate({
          text,
          locale,
          scope: this.scope,
          filters: this.shownFilters,
          isBarred: notice?.isBarred ?? false,
          freshCount: this.#list.state.fresh.length,
          isLive: this.#isLive,
          onShowFresh: () => void this.#showFresh(),
          onRefresh: () => void this.#loadAloud(),
          onState: (state) => this.#filter({ state }),
          onUserInput: (user) => this.#filterSoon(user),
          onUser: (user) => this.#filter({ user }),
        })}
        ${notice ? noticeTemplate(notice) : this.#renderList()}
      </section>
      ${this.#dialog.template()} ${this.#tip.template()}
      <p class="hidden" role="status">${isLoading ? text.loading : this.announcement}</p>`;
  }

  #renderList(): TemplateResult {
    const { text, locale } = this.#localized;
    const { state: list } = this.#list;
    const selected = findSelected(list.rows, this.selection);
    const { hide, hideOnEscape, leave, show } = this.#tip;
    return html`<div
        class="scroller"
        @pointerover=${show}
        @pointerout=${leave}
        @focusin=${show}
        @focusout=${leave}
        @click=${show}
        @keydown=${hideOnEscape}
        @scroll=${hide}
      >
        ${tableTemplate({
          ...this.#naming,
          nowMs: this.pageSession.serverNow(),
          columns: chooseColumns({
            scope: this.scope,
            state: this.shownFilters.state,
            wanted: this.columns,
          }),
          selected: new Set(selected.map(({ id }) => id)),
          rows: list.rows,
          isLoading: list.phase === "loading",
          isStale: list.isStale,
          caption: text.caption[this.shownFilters.state],
          onToggle: ({ id }) => (this.selection = toggleRow(this.selection, id)),
          onToggleAll: () => (this.selection = toggleAll(list.rows, this.selection)),
          onEnd: (session) => this.#askToEnd([session]),
        })}
      </div>
      ${footerTemplate({
        text,
        locale,
        list,
        selectedCount: selected.length,
        onEndSelected: () => this.#askToEnd(selected),
        onClearSelection: () => (this.selection = NO_SELECTION),
        onShowMore: () => void this.#showMore(),
      })}`;
  }

  get #naming(): { scope: SessionScope; text: typeof messages; locale: string } {
    return { scope: this.scope, text: this.#localized.text, locale: this.#localized.locale };
  }

  get #isLive(): boolean {
    return this.live !== "off";
  }

  #findNotice(): ListNotice | undefined {
    return findNotice({
      list: this.#list.state,
      filters: this.shownFilters,
      text: this.#localized.text,
      onRetry: () => void this.#loadAloud(),
      onClearFilters: () => this.#filter(DEFAULT_FILTERS),
      onSignIn: () => this.pageSession.login(),
    });
  }

  #filterSoon(user: string): void {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => this.#filter({ user }), SEARCH_DELAY_MS);
  }

  #filter(change: Partial<SessionFilters>): void {
    clearTimeout(this.#searchTimer);
    const { state, user } = { ...this.shownFilters, ...change };
    if (state === this.shownFilters.state && user.trim() === this.shownFilters.user) return;
    this.shownFilters = { state, user: user.trim() };
    this.selection = NO_SELECTION;
    void this.#loadAloud();
  }

  async #loadAloud(): Promise<void> {
    await this.#list.load();
    const { state } = this.#list;
    if (state.isStale || state.phase === "loading") return;
    this.#announce(this.#findNotice()?.title ?? this.#count("loaded", state.rows.length));
  }

  async #showMore(): Promise<void> {
    const before = this.#list.state.rows.length;
    await this.#list.loadMore();
    const { rows, nextCursor } = this.#list.state;
    if (rows.length <= before) return;
    this.#announce(this.#count("moreShown", rows.length - before));
    if (!nextCursor) await this.#focusRow(rows[before]?.id);
  }

  async #showFresh(): Promise<void> {
    const { fresh } = this.#list.state;
    this.#list.showFresh();
    this.#announce(this.#count("freshShown", fresh.length));
    await this.#focusRow(fresh[0]?.id);
  }

  #askToEnd(sessions: readonly SessionResource[]): void {
    this.#askedId = sessions[0]?.id;
    void this.#dialog.open(sessions);
  }

  async #end(ids: readonly string[], reason: string): Promise<EndOutcome> {
    const source = createSessionSource(this.scope, this.api);
    const outcome = await withReauth(this, this.api, () => source.end(ids, reason));
    this.#list.markEnded(outcome.ended, {
      endReason: this.scope === "all" ? "forced" : "revoked_by_user",
      endMessage: reason || null,
      endedBy: this.pageSession.user,
    });
    this.selection = NO_SELECTION;
    this.#announce(this.#count("ended", outcome.ended.length));
    if (outcome.notEnded.length > 0) this.#list.refresh();
    if (outcome.ended.length > 0) this.dispatchEvent(new SessionsEndedEvent(outcome.ended, reason));
    return outcome;
  }

  /** The browser gives the focus back to the button that opened the dialog, unless that is gone. */
  async #keepFocus(): Promise<void> {
    await this.updateComplete;
    if (!this.shadowRoot?.activeElement) await this.#focusRow(this.#askedId);
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

  #announce(words: string): void {
    this.announcement = words;
  }

  #count(key: "loaded" | "moreShown" | "freshShown" | "ended", count: number): string {
    return formatPlural(this.#localized.text[key], count, this.#localized.locale);
  }
}
