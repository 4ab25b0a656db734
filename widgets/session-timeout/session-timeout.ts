import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Localized } from "../shared/locale.ts";
import { pageClock, type PageClock } from "../shared/page-clock.ts";
import { pageSession, type PageSession } from "../shared/page-session.ts";
import { Countdown } from "./countdown.ts";
import { loaders } from "./message-loaders.ts";
import { messages, type SessionMessages } from "./messages.ts";
import { timeoutStyles } from "./session-timeout.styles.ts";
import { formatClock, formatLeft } from "./time-left.ts";

/** Seconds at which a screen reader is told; every second would drown everything else. */
const ANNOUNCED_AT = [10, 30, 60];

/**
 * Asks, two minutes before a session ends for lack of activity, whether the person wants to stay; and holds
 * the notice that says why a session has ended. One answer serves all tabs. `sereno.js` adds it to the page
 * for whoever is signed in.
 *
 * @summary The dialog before the idle end, and the notice after any end.
 * @csspart dialog - The dialog.
 */
export class SessionTimeout extends LitElement {
  static override styles = timeoutStyles;
  static override properties = {
    pageSession: { attribute: false },
    busy: { state: true },
    error: { state: true },
    isDismissed: { state: true },
  };

  declare pageSession: PageSession;
  /** Tests move it. */
  clock: PageClock = pageClock;

  declare private busy: "stay" | "log-out" | undefined;
  declare private error: string;
  declare private isDismissed: boolean;
  readonly #countdown: Countdown;
  readonly #localized = new Localized(this, messages, loaders);

  constructor() {
    super();
    this.busy = undefined;
    this.error = "";
    this.isDismissed = false;
    this.#countdown = new Countdown(this);
  }

  override connectedCallback(): void {
    this.pageSession ??= pageSession();
    super.connectedCallback();
  }

  override willUpdate(): void {
    if (this.#countdown.secondsLeft === undefined) this.isDismissed = false;
  }

  override render(): TemplateResult {
    return html`<sereno-session-notice .pageSession=${this.pageSession}></sereno-session-notice>
      <dialog
        part="dialog"
        role="alertdialog"
        aria-labelledby="title"
        aria-describedby="text"
        @cancel=${this.#onCancel}
      >
        ${this.#isNeeded ? this.#renderContent() : nothing}
      </dialog>`;
  }

  override updated(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (this.#isNeeded && this.isConnected && !dialog?.open) dialog?.showModal();
    if (!this.#isNeeded && dialog?.open) dialog.close();
  }

  get #isNeeded(): boolean {
    return this.#countdown.secondsLeft !== undefined && !this.isDismissed;
  }

  #renderContent(): TemplateResult {
    const { text, locale } = this.#localized;
    const { secondsLeft = 0, isFinal } = this.#countdown;
    return html`<h2 id="title">${text.title}</h2>
      <p id="text">${isFinal ? text.limitText : nothing} ${text.countdown}</p>
      <p class="clock" role="timer" aria-live="off">${formatClock(secondsLeft, locale)}</p>
      <p class="announcement" aria-live="polite">${announce(secondsLeft, text, locale)}</p>
      <p class="error" role="alert" ?hidden=${!this.error}>${this.error}</p>
      <footer>
        ${isFinal ? this.#renderUnderstood(text) : this.#renderStay(text)}
        <button class="quiet" aria-disabled=${this.busy ? "true" : nothing} @click=${this.#logOut}>
          ${text.logOut}
        </button>
      </footer>`;
  }

  #renderStay(text: SessionMessages): TemplateResult {
    return html`<button
      class="primary"
      autofocus
      aria-busy=${this.busy === "stay" ? "true" : "false"}
      aria-disabled=${this.busy ? "true" : nothing}
      @click=${this.#stay}
    >
      ${text.stay}
    </button>`;
  }

  #renderUnderstood(text: SessionMessages): TemplateResult {
    return html`<button class="primary" autofocus @click=${this.#dismiss}>${text.understood}</button>`;
  }

  /** Esc shows that somebody is there. */
  #onCancel(event: Event): void {
    event.preventDefault();
    if (this.#countdown.isFinal) this.#dismiss();
    else this.#stay();
  }

  #dismiss(): void {
    this.isDismissed = true;
  }

  #stay(): void {
    void this.#run("stay", () => this.pageSession.extend(), this.#localized.text.extendFailed);
  }

  #logOut(): void {
    void this.#run("log-out", () => this.pageSession.logout(), this.#localized.text.logOutFailed);
  }

  /** A session that is gone already needs no error: the notice says what happened. */
  async #run(name: "stay" | "log-out", action: () => Promise<unknown>, failed: string): Promise<void> {
    if (this.busy) return;
    this.busy = name;
    this.error = "";
    try {
      await action();
    } catch {
      if (this.pageSession.isAuthenticated) this.error = failed;
    } finally {
      this.busy = undefined;
    }
  }
}

function announce(secondsLeft: number, text: SessionMessages, locale: string): string {
  const seconds = ANNOUNCED_AT.find((one) => secondsLeft <= one);
  return seconds === undefined ? "" : text.left.replace("{time}", formatLeft(seconds, locale));
}

declare global {
  interface HTMLElementTagNameMap {
    "sereno-session-timeout": SessionTimeout;
  }
}
