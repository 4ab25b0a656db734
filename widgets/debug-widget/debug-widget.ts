import { html, LitElement, nothing } from "lit";
import { pageApi, type ApiClient } from "../shared/api-client.ts";
import { Localized } from "../shared/locale.ts";
import { pageSession, type PageSession } from "../shared/page-session.ts";
import { Announcer } from "./announcer.ts";
import { createDebugReport } from "./debug-report.ts";
import { styles } from "./debug-widget.styles.ts";
import { DragController } from "./drag-controller.ts";
import { renderPill, summarize, type HeaderOptions } from "./header.ts";
import { LiveSession } from "./live-session.ts";
import { messages } from "./messages.ts";
import { canPreviewBanner, findPageConsent, type PageConsent } from "./page-consent.ts";
import { PageErrors } from "./page-errors.ts";
import type { PanelContext } from "./panel-context.ts";
import { renderPanelFrame, type PanelActions } from "./panel-frame.ts";
import { RevealedValues } from "./revealed-values.ts";
import { clearSession, copyReport, logOut, type ActionContext } from "./session-actions.ts";
import { describeShortcut } from "./shortcut.ts";
import { ShortcutController } from "./shortcut-controller.ts";
import type { TabId } from "./tabs.ts";
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
  };

  declare open: boolean;
  declare shortcut: string;
  declare api: ApiClient;
  declare pageSession: PageSession;
  declare consent: PageConsent | undefined;
  declare isLive: boolean;
  declare protected tab: TabId;

  readonly #localized = new Localized(this, messages, loaders);
  readonly #announcer = new Announcer(this);
  readonly #errors = new PageErrors(this);
  readonly #drag = new DragController(this, { load: readMemory, save: writeMemory });
  readonly #live = new LiveSession(this, () => this.remove());
  readonly #revealed = new RevealedValues(this);
  #returnFocusTo: HTMLElement | undefined;

  constructor() {
    super();
    this.open = false;
    this.shortcut = "Alt+Shift+KeyD";
    this.isLive = true;
    this.tab = "session";
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
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#revealed.clear();
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
    this.#revealed.clear();
    writeMemory({ isOpen: false });
    if (!hadFocus) return;
    if (returnTo?.isConnected) returnTo.focus();
    else void this.#focus(".pill");
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has("open") && this.open) this.#live.wake();
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
              hasFailed: this.#live.hasFailed,
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
    return (
      this.isConnected && (this.#live.snapshot !== undefined || this.pageSession.user?.isSuperuser === true)
    );
  }

  get #context(): PanelContext | undefined {
    const { snapshot, now, policy } = this.#live;
    const { text, locale } = this.#localized;
    return (
      snapshot && {
        ...snapshot,
        session: this.pageSession.session,
        policy,
        consent: this.consent,
        text,
        locale,
        now,
        errors: this.#errors.list,
        revealed: this.#revealed,
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
      onRetry: () => void this.#live.refresh(),
      onRefresh: () => void this.#live.refresh().then(() => this.#announcer.say(text.refreshed)),
      onLive: () => this.#toggleLive(),
      onPreviewBanner: canPreviewBanner() ? () => this.#previewBanner() : undefined,
      onCopy: () => this.#context && void copyReport(createDebugReport(this.#context), context),
      onClear: () => void clearSession(context).then(() => this.#live.refresh()),
      onLogOut: () => void logOut(context),
    };
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
    this.#revealed.clear();
    writeMemory({ tab });
    this.#live.show();
    void this.#focus(`#tab-${tab}`);
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
    if (!this.#revealed.clear()) this.collapse();
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
