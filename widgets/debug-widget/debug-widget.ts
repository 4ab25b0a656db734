import { html, LitElement, nothing } from "lit";
import { pageApi, type ApiClient } from "../shared/api-client.ts";
import { Localized } from "../shared/locale.ts";
import { pageSession, type PageSession } from "../shared/page-session.ts";
import { Announcer } from "./announcer.ts";
import { DebugFeed, type DebugSnapshot } from "./debug-feed.ts";
import { createDebugReport } from "./debug-report.ts";
import { styles } from "./debug-widget.styles.ts";
import { DragController } from "./drag-controller.ts";
import { renderPill, summarize, type HeaderOptions } from "./header.ts";
import { messages } from "./messages.ts";
import { canPreviewBanner, findPageConsent, type PageConsent } from "./page-consent.ts";
import { PageErrors } from "./page-errors.ts";
import type { PanelContext } from "./panel-context.ts";
import { renderPanelFrame, type PanelActions } from "./panel-frame.ts";
import { hasSelection } from "./selection.ts";
import { clearSession, copyReport, logOut, type ActionContext } from "./session-actions.ts";
import { describeShortcut } from "./shortcut.ts";
import { ShortcutController } from "./shortcut-controller.ts";
import type { TabId } from "./tabs.ts";
import { VisibleTicker } from "./visible-ticker.ts";
import { readMemory, writeMemory } from "./widget-memory.ts";

const loaders = { es: () => import("./messages.es.ts").then((module) => module.messages) };

/**
 * What a developer wants to know of the live session, inside the page, safe in production: for superusers
 * only. The server decides: any 401, 403 or 404 removes the element and everything it held. Nothing that a
 * person reads, selects or scrolls is moved by an update.
 *
 * @summary Session, cookies, history, statistics, consent, storage and errors of this page.
 * @tag sereno-debug-widget
 *
 * @attr {boolean} open - Whether the panel is open; the pill is shown otherwise.
 * @attr {string} shortcut - Modifiers and a physical key (`event.code`) that open and close it; empty for none.
 *
 * @csspart pill - The closed widget.
 * @csspart panel - The open widget.
 *
 * @cssprop --sereno-surface - Background of the panel.
 * @cssprop --sereno-text - Text of the panel.
 * @cssprop --sereno-primary - Selected tab, focus ring.
 */
export class DebugWidget extends LitElement {
  static override styles = styles;
  static override properties = {
    open: { type: Boolean, reflect: true },
    shortcut: {},
    api: { attribute: false },
    pageSession: { attribute: false },
    consent: { attribute: false },
    isLive: { state: true },
    tab: { state: true },
    snapshot: { state: true },
    now: { state: true },
  };

  declare open: boolean;
  declare shortcut: string;
  declare api: ApiClient;
  declare pageSession: PageSession;
  declare consent: PageConsent | undefined;
  declare isLive: boolean;
  declare protected tab: TabId;
  declare protected snapshot: DebugSnapshot | undefined;
  /** The server's clock, epoch ms, as last shown. */
  declare protected now: number;

  readonly #localized = new Localized(this, messages, loaders);
  readonly #announcer = new Announcer(this);
  readonly #errors = new PageErrors(this);
  readonly #drag = new DragController(this, { load: readMemory, save: writeMemory });
  readonly #feed = new DebugFeed(this, {
    onSnapshot: () => this.#presentQuietly(),
    onDenied: () => this.remove(),
  });
  #stopListening: (() => void)[] = [];
  #revealed: ReadonlySet<string> = new Set();
  #returnFocusTo: HTMLElement | undefined;

  constructor() {
    super();
    this.open = false;
    this.shortcut = "Alt+Shift+KeyD";
    this.isLive = true;
    this.tab = "session";
    this.now = 0;
    new VisibleTicker(this, () => this.#tick());
    new ShortcutController(this, () => this.#toggle());
  }

  override connectedCallback(): void {
    this.api ??= pageApi();
    this.pageSession ??= pageSession();
    this.consent ??= findPageConsent();
    const memory = readMemory();
    this.open ||= memory.isOpen;
    this.isLive = memory.isLive;
    this.tab = memory.tab;
    super.connectedCallback();
    this.#stopListening = [
      this.pageSession.onChange(() => this.#followSession()),
      this.pageSession.onEvent("sessions-changed", () => this.#feed.expire()),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stopListening.splice(0)) stop();
    this.snapshot = undefined;
    this.#revealed = new Set();
  }

  /** Opens the panel and moves the focus into it. */
  expand(): void {
    this.hidden = false;
    this.open = true;
    writeMemory({ isOpen: true });
    void this.#focus(`#tab-${this.tab}`);
  }

  /** Closes the panel to the pill; a focus inside goes back to where it came from. */
  collapse(): void {
    const hadFocus = this.matches(":focus-within");
    const returnTo = this.#returnFocusTo;
    this.#returnFocusTo = undefined;
    this.open = false;
    this.#revealed = new Set();
    writeMemory({ isOpen: false });
    if (!hadFocus) return;
    if (returnTo?.isConnected) returnTo.focus();
    else void this.#focus(".pill");
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has("open") || !this.open) return;
    this.#feed.expire();
    void this.#feed.loadPolicy();
  }

  protected override render(): unknown {
    if (!this.#isAllowed) return nothing;
    const header = this.#headerOptions;
    return html`<section aria-label=${header.text.region}>
      ${
        this.open
          ? renderPanelFrame({
              header,
              tab: this.tab,
              context: this.#context,
              errorCount: this.#errors.list.length,
              hasFailed: this.#feed.failure !== undefined,
              announcement: this.#announcer.text,
              isLive: this.isLive,
              actions: this.#panelActions,
            })
          : renderPill(header, () => this.expand())
      }
    </section>`;
  }

  /** The server has confirmed the role, here or to the page's session. */
  get #isAllowed(): boolean {
    return this.isConnected && (this.snapshot !== undefined || this.pageSession.user?.isSuperuser === true);
  }

  get #context(): PanelContext | undefined {
    const { snapshot, now, consent, pageSession } = this;
    const { text, locale } = this.#localized;
    return (
      snapshot && {
        ...snapshot,
        session: pageSession.session,
        policy: this.#feed.policy,
        consent,
        text,
        locale,
        now,
        errors: this.#errors.list,
        revealed: this.#revealed,
        onReveal: (key) => this.#toggleValue(key),
      }
    );
  }

  get #headerOptions(): HeaderOptions {
    const context = this.#context;
    return {
      text: this.#localized.text,
      shortcut: describeShortcut(this.shortcut),
      drag: this.#drag,
      summary: context && summarize(context),
    };
  }

  get #panelActions(): PanelActions {
    const { text } = this.#localized;
    const context: ActionContext = {
      host: this,
      api: this.api,
      pageSession: this.pageSession,
      announcer: this.#announcer,
      text,
    };
    return {
      onMinimize: () => this.collapse(),
      onHide: () => this.#hide(),
      onKey: (event) => this.#closeByKey(event),
      onSelect: (tab) => this.#select(tab),
      onRetry: () => void this.#refresh(),
      onRefresh: () => void this.#refresh().then(() => this.#announcer.say(text.refreshed)),
      onLive: () => this.#toggleLive(),
      onPreviewBanner: canPreviewBanner() ? () => this.#previewBanner() : undefined,
      onCopy: () => this.#context && void copyReport(createDebugReport(this.#context), context),
      onClear: () => void clearSession(context).then(() => this.#refresh()),
      onLogOut: () => void logOut(context),
    };
  }

  #tick(): void {
    if (this.hidden) return;
    this.#feed.refreshIfDue();
    this.#presentQuietly();
  }

  /** Shows what is known by now, unless that would move what somebody has selected. */
  #presentQuietly(): void {
    if (!hasSelection(this.renderRoot as ShadowRoot)) this.#present();
  }

  #present(): void {
    this.snapshot = this.#feed.snapshot;
    this.now = this.pageSession.serverNow();
  }

  #followSession(): void {
    if (this.pageSession.isLoading) return;
    if (this.pageSession.user?.isSuperuser) this.#presentQuietly();
    else this.remove();
  }

  async #refresh(): Promise<void> {
    await this.#feed.refresh();
    this.#present();
  }

  #toggleLive(): void {
    this.isLive = !this.isLive;
    writeMemory({ isLive: this.isLive });
    const { liveOn, liveOff } = this.#localized.text;
    void this.#announcer.say(this.isLive ? liveOn : liveOff);
  }

  #previewBanner(): void {
    this.collapse();
    window.showCookieNotificationTest();
  }

  #select(tab: TabId): void {
    this.tab = tab;
    this.#revealed = new Set();
    writeMemory({ tab });
    this.#present();
    void this.#focus(`#tab-${tab}`);
  }

  #toggleValue(key: string): void {
    const isShown = this.#revealed.has(key);
    this.#revealed = new Set([...this.#revealed].filter((one) => one !== key).concat(isShown ? [] : key));
    this.requestUpdate();
  }

  /** Until the next page, or the shortcut. */
  #hide(): void {
    this.collapse();
    this.hidden = true;
  }

  /** Esc closes one level: first the values that are shown, then the panel. */
  #closeByKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (this.#revealed.size === 0) return this.collapse();
    this.#revealed = new Set();
    this.requestUpdate();
  }

  /** By the shortcut, from anywhere: closing gives the focus back to where it was. */
  #toggle(): boolean {
    if (!this.#isAllowed) return false;
    if (this.open) {
      this.collapse();
    } else {
      this.#returnFocusTo = document.activeElement as HTMLElement;
      this.expand();
    }
    return true;
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
