import { html, LitElement, nothing } from "lit";
import { pageApi, type ApiClient } from "../shared/api-client.ts";
import { Localized } from "../shared/locale.ts";
import { pageSession, type PageSession } from "../shared/page-session.ts";
import type { DebugPanel as Panel } from "./debug-panel.ts";
import { styles } from "./debug-widget.styles.ts";
import { DragController } from "./drag-controller.ts";
import { InertWatch } from "./inert-watch.ts";
import { LiveSession } from "./live-session.ts";
import { messages } from "./messages.ts";
import { findPageConsent, type PageConsent } from "./page-consent.ts";
import { PageErrors } from "./page-errors.ts";
import { renderPill } from "./pill.ts";
import { describeShortcut } from "./shortcut.ts";
import { ShortcutController } from "./shortcut-controller.ts";
import { summarize } from "./summary.ts";
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
  };

  declare open: boolean;
  declare shortcut: string;
  /** How the server is asked; the page's own client, unless another is given. */
  declare api: ApiClient;
  /** Who is signed in; the page's own, unless another is given. */
  declare pageSession: PageSession;
  /** The page's own, `window.sereno.consent`, unless another is given. */
  declare consent: PageConsent | undefined;
  /**
   * Whether it keeps asking the server.
   * @internal
   */
  declare isLive: boolean;

  /** @internal */
  readonly errors = new PageErrors(this);
  /** @internal */
  readonly drag = new DragController(this, { load: readMemory, save: writeMemory });
  /** @internal */
  readonly live = new LiveSession(this, () => this.remove());
  readonly #localized = new Localized(this, messages, loaders);
  readonly #page = new InertWatch(this, () => this.#followDialog());
  #panel: Panel | undefined;
  #hasFailed = false;
  #isOpenBehindDialog = false;
  #returnFocusTo: HTMLElement | undefined;

  constructor() {
    super();
    this.open = false;
    this.shortcut = "Alt+Shift+KeyD";
    this.isLive = true;
    new ShortcutController(this, () => this.#toggle());
  }

  override connectedCallback(): void {
    this.api ??= pageApi();
    this.pageSession ??= pageSession();
    this.consent ??= findPageConsent();
    const { isOpen, isLive } = readMemory();
    this.open ||= isOpen;
    this.isLive = isLive;
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#panel?.close();
    this.requestUpdate();
  }

  /** Opens the panel and moves the focus into it. */
  async expand(): Promise<void> {
    this.hidden = false;
    this.open = true;
    writeMemory({ isOpen: true });
    await this.#loadPanel();
    await this.updateComplete;
    this.#panel?.focus();
  }

  /** Closes the panel to the pill; a focus inside goes back to where it came from. */
  collapse(): void {
    const hadFocus = this.matches(":focus-within");
    const returnTo = this.#returnFocusTo;
    this.#returnFocusTo = undefined;
    this.open = false;
    this.#panel?.close();
    writeMemory({ isOpen: false });
    if (!hadFocus) return;
    if (returnTo?.isConnected) returnTo.focus();
    else void this.#focusPill();
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has("open") || !this.open) return;
    this.live.wake();
    void this.#loadPanel().then(() => this.#panel?.open());
  }

  protected override render(): unknown {
    if (!this.#isAllowed) return nothing;
    const { text, locale } = this.#localized;
    return html`<section aria-label=${text.region}>
      ${
        this.open && this.#panel
          ? this.#panel.render()
          : renderPill({
              text,
              shortcut: describeShortcut(this.shortcut),
              drag: this.drag,
              summary: summarize(this.live, this.pageSession.session, locale),
              hindrance: this.#page.isInert
                ? text.behindDialog
                : this.#hasFailed
                  ? text.notLoaded
                  : undefined,
              onOpen: () => void this.expand(),
            })
      }
    </section>`;
  }

  /** The server has confirmed the role, here or to the page's session. */
  get #isAllowed(): boolean {
    const { snapshot } = this.live;
    return this.isConnected && (snapshot !== undefined || this.pageSession.user?.isSuperuser === true);
  }

  /** Offline it stays a pill; the next opening tries again. */
  async #loadPanel(): Promise<void> {
    if (this.#panel) return;
    try {
      const { DebugPanel } = await import("./debug-panel.ts");
      this.#panel ??= new DebugPanel(this);
      this.#hasFailed = false;
    } catch {
      this.open = false;
      this.#hasFailed = true;
    }
    this.requestUpdate();
  }

  /** Nobody can use it behind a modal dialog: it makes way, and comes back as it was. */
  #followDialog(): void {
    const { isInert } = this.#page;
    if (isInert) this.#isOpenBehindDialog = this.open;
    this.open = !isInert && this.#isOpenBehindDialog;
    this.requestUpdate();
  }

  /** By the shortcut, from anywhere: closing gives the focus back to where it was. */
  #toggle(): boolean {
    if (!this.#isAllowed || this.#page.isInert) return false;
    if (this.open) {
      this.collapse();
    } else {
      this.#returnFocusTo = document.activeElement as HTMLElement;
      void this.expand();
    }
    return true;
  }

  async #focusPill(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".pill")?.focus();
  }
}
