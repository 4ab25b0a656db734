import type { LitElement } from "lit";
import type { SessionResource, SessionSort } from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import type { PageSession } from "../shared/page-session.ts";
import { parseFilters, type SessionFilters } from "./filters.ts";
import { readAddress } from "./read-address.ts";
import { writeAddress } from "./write-address.ts";
import { formatPlural } from "./plural.ts";
import { loadMore, showFresh } from "./more-rows.ts";
import { isBlank } from "./session-list-state.ts";
import type { SessionList } from "./session-list.ts";
import { isEndable } from "./session-rules.ts";
import type { SessionActions, SessionView } from "./session-view.ts";
import type { TableState } from "./table-state.ts";
import type { TimeTip } from "./time-tip.ts";

/** What actions work on. */
export interface ActionHost {
  element: LitElement & { api: ApiClient; pageSession: PageSession; pageSize: number; filters: string };
  list: SessionList;
  getView: () => SessionView;
  getState: () => TableState;
  change: (change: Partial<TableState>) => void;
  /** Of the list's parameters in the page's address. */
  getPrefix: () => string;
  getUpdateComplete: () => Promise<unknown>;
  needEnded: () => Promise<unknown>;
  needNotices: () => Promise<unknown>;
}

const SEARCH_DELAY_MS = 300;

/** A chunk of its own: most who look at sessions end none. */
const loadEnding = () => import("./end-sessions.ts");

type Ending = Awaited<ReturnType<typeof loadEnding>>;
type EndingOptions = Parameters<Ending["endSessions"]>[0];

/** What people do with the list. A chunk that comes when they reach for it. */
export class TableActions implements SessionActions {
  readonly #host: ActionHost;
  #tip: TimeTip | undefined;
  /** What the page's address says of the list. */
  #address: string;
  #isEnding = false;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ActionHost) {
    this.#host = host;
    this.#address = readAddress(host.getPrefix());
    host.element.addController({
      hostConnected: () => addEventListener("popstate", this.#onPopState),
      hostDisconnected: () => removeEventListener("popstate", this.#onPopState),
    });
  }

  /** Shows a time's tip, which is fetched for the first and from then on looks after itself. */
  async point(target: Element): Promise<void> {
    const time = target.closest("time");
    const { shadowRoot } = this.#host.element;
    if (!time || this.#tip || !shadowRoot || !("popover" in time)) return;
    const chunk = await import("./time-tip.ts").catch(() => undefined);
    if (!chunk) return;
    this.#tip ??= new chunk.TimeTip(shadowRoot, () => this.#host.getView().locale);
    if (time.matches(":hover, :focus")) this.#tip.show(time);
  }

  filter(change: Partial<SessionFilters>): void {
    clearTimeout(this.#searchTimer);
    const { element, getState, getPrefix } = this.#host;
    const before = getState().filters;
    const filters = parseFilters(`${new URLSearchParams({ ...before, ...change })}`);
    if (JSON.stringify(filters) === JSON.stringify(before)) return;
    this.#host.change({ filters, selection: [] });
    if (element.filters !== "off") writeAddress(getPrefix(), filters, element.filters);
    this.#address = readAddress(getPrefix());
    this.reload();
  }

  filterSoon(change: Partial<SessionFilters>): void {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => this.filter(change), SEARCH_DELAY_MS);
  }

  sort(sort: SessionSort): void {
    const before = this.#host.getState().filters;
    const isDescending = sort === before.sort ? before.order === "asc" : sort !== "user";
    this.filter({ sort, order: isDescending ? "desc" : "asc" });
  }

  resize(pageSize: number): void {
    this.#host.element.pageSize = pageSize;
  }

  toggleFilters(): void {
    void this.#host.needEnded();
    this.#host.change({ isFiltering: !this.#host.getState().isFiltering });
  }

  signIn(): void {
    this.#host.element.pageSession.login();
  }

  toggle({ id }: SessionResource): void {
    const { selection } = this.#host.getState();
    const others = selection.filter((one) => one !== id);
    this.#host.change({ selection: others.length < selection.length ? others : [...others, id] });
  }

  toggleAll(): void {
    const { selected, list } = this.#host.getView();
    const endable = list.rows.filter(isEndable).map(({ id }) => id);
    this.#host.change({ selection: selected.length < endable.length ? endable : [] });
  }

  clearSelection(): void {
    this.#host.change({ selection: [] });
    void this.#focus("thead input");
  }

  reload(): void {
    void this.#loadAloud();
  }

  showMore(): void {
    void this.#showMore();
  }

  showFresh(): void {
    void this.#showFresh();
  }

  askToEnd(sessions: readonly SessionResource[]): void {
    void this.#end((part, options) => part.endSessions(options, sessions), sessions[0]?.id);
  }

  askToEndMatching(): void {
    void this.#end((part, options) => part.endMatching(options));
  }

  exportCsv(): void {
    void this.#exportCsv();
  }

  /** Within a page the back button leads from one address to another without loading any. */
  readonly #onPopState = (): void => {
    const { element, change, getPrefix } = this.#host;
    const address = readAddress(getPrefix());
    if (element.filters === "off" || address === this.#address) return;
    this.#address = address;
    clearTimeout(this.#searchTimer);
    change({ selection: [] });
    // Which has it read the address again.
    element.requestUpdate("filters");
  };

  /** Loads and says what came; the focus goes to the filters when the button that asked is gone. */
  async #loadAloud(): Promise<void> {
    const { element, list, needNotices, getUpdateComplete, change } = this.#host;
    const hadFocus = this.#hasFocus();
    await list.load();
    if (list.state.isStale || list.state.phase === "loading") return;
    if (isBlank(list.state)) await needNotices();
    await getUpdateComplete();
    const title = element.shadowRoot?.querySelector(".notice-title")?.textContent;
    change({ announcement: title ?? this.#count("shown", list.state.rows.length) });
    if (hadFocus && !this.#hasFocus()) await this.#focus(".field");
  }

  async #showMore(): Promise<void> {
    const { list, change } = this.#host;
    const before = list.state.rows.length;
    await loadMore(list);
    const { rows, nextCursor } = list.state;
    if (rows.length <= before) return;
    change({ announcement: this.#count("added", rows.length - before) });
    if (!nextCursor) await this.#focus(rowOf(rows[before]?.id));
  }

  async #showFresh(): Promise<void> {
    const { list, change } = this.#host;
    const { fresh } = list.state;
    await showFresh(list);
    change({ announcement: this.#count("added", fresh.length) });
    await this.#focus(rowOf(fresh[0]?.id));
  }

  async #end(ask: (part: Ending, options: EndingOptions) => Promise<void>, rowId?: string): Promise<void> {
    if (this.#isEnding) return;
    this.#isEnding = true;
    const { element, list, getView, change, needEnded } = this.#host;
    const { api, pageSession } = element;
    const { user } = pageSession;
    const left = new AbortController();
    const forget = pageSession.onChange(() => {
      if (pageSession.user?.id !== user?.id) left.abort();
    });
    let endedCount = 0;
    const onEnded = (ids: readonly string[], count: number): void => {
      endedCount += count;
      const { selection } = this.#host.getState();
      change({ selection: selection.filter((id) => !ids.includes(id)) });
    };
    try {
      const [part] = await Promise.all([loadEnding(), needEnded()]);
      await ask(part, { host: element, api, list, view: getView(), user, signal: left.signal, onEnded });
    } catch {
      if (!left.signal.aborted) change({ problem: getView().text.endUnavailable });
    } finally {
      forget();
      this.#isEnding = false;
    }
    // Not before the dialog is closed: it keeps what lies behind it from being read.
    if (endedCount > 0) change({ announcement: this.#count("ended", endedCount) });
    await this.#host.getUpdateComplete();
    // The browser gives the focus back to the button that opened the dialog, unless that is gone.
    if (!this.#hasFocus()) await this.#focus(rowOf(rowId));
  }

  async #exportCsv(): Promise<void> {
    const { element, getState, getView, change } = this.#host;
    const { tools } = getView();
    change({ problem: "" });
    try {
      const { exportCsv } = await import("./export-csv.ts");
      if (await exportCsv(element, element.api, getState().filters)) {
        change({ announcement: tools?.text.exported ?? "" });
      }
    } catch {
      change({ problem: tools?.text.exportFailed ?? "" });
    }
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.getUpdateComplete();
    this.#host.element.shadowRoot?.querySelector<HTMLElement>(selector)?.focus();
  }

  #hasFocus(): boolean {
    return Boolean(this.#host.element.shadowRoot?.activeElement);
  }

  #count(key: "shown" | "added" | "ended", count: number): string {
    const { text, locale } = this.#host.getView();
    return formatPlural(text[key], count, locale);
  }
}

/** The first row when none is named. */
function rowOf(id?: string): string {
  return id ? `tr[data-id="${CSS.escape(id)}"]` : "tr[data-id]";
}
