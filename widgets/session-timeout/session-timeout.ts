import { html, LitElement, nothing, type TemplateResult } from "lit";
import { Localized } from "../shared/locale.ts";
import { pageClock, type PageClock } from "../shared/page-clock.ts";
import { pageSession, type LogoutProblem, type PageSession } from "../shared/page-session.ts";
import { Countdown } from "./countdown.ts";
import { messages, type TimeoutMessages } from "./messages.ts";
import { renderProblem } from "./problem-view.ts";
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
 * @tag sereno-session-timeout
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

  /** Who is signed in; the page's own, unless another is given. */
  declare pageSession: PageSession;
  /**
   * Tests move it.
   * @internal
   */
  clock: PageClock = pageClock;

  declare private busy: "stay" | "log-out" | undefined;
  declare private error: string;
  declare private isDismissed: boolean;
  readonly #countdown: Countdown;
  readonly #localized = new Localized(this, messages, {
    es: () => import("./messages.es.ts").then((chunk) => chunk.messages),
  });
  #stopListening: (() => void) | undefined;

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
    this.#stopListening = this.pageSession.onChange(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
  }

  override willUpdate(): void {
    if (this.#countdown.secondsLeft === undefined) {
      this.isDismissed = false;
      this.error = "";
    }
    if (this.pageSession.ended) import("./define-notice.ts").catch(() => undefined);
  }

  override render(): TemplateResult {
    const { ended, logoutProblem } = this.pageSession;
    return html`${
        ended
          ? html`<sereno-session-notice .pageSession=${this.pageSession}></sereno-session-notice>`
          : nothing
      }
      <dialog
        class=${logoutProblem ? "problem" : ""}
        part="dialog"
        role="alertdialog"
        aria-labelledby="title"
        aria-describedby="text"
        @cancel=${this.#onCancel}
      >
        ${this.#renderContent(logoutProblem)}
      </dialog>`;
  }

  override updated(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog || !this.isConnected || dialog.open === this.#isNeeded) return;
    if (this.#isNeeded) dialog.showModal();
    else dialog.close();
  }

  get #isNeeded(): boolean {
    return !!this.pageSession.logoutProblem || this.#asks;
  }

  get #asks(): boolean {
    return this.#countdown.secondsLeft !== undefined && !this.isDismissed;
  }

  #renderContent(problem: LogoutProblem | null): TemplateResult | typeof nothing {
    if (problem) return renderProblem(problem, this.#localized.text);
    return this.#asks ? this.#renderQuestion() : nothing;
  }

  #renderQuestion(): TemplateResult {
    const { text, locale } = this.#localized;
    const { secondsLeft = 0, isFinal } = this.#countdown;
    return html`<h2 id="title">${isFinal ? text.limitTitle : text.title}</h2>
      <div id="text">
        ${isFinal ? html`<p>${text.limitText}</p>` : nothing}
        <p>${text.countdown}</p>
      </div>
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

  #renderStay(text: TimeoutMessages): TemplateResult {
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

  #renderUnderstood(text: TimeoutMessages): TemplateResult {
    return html`<button class="primary" autofocus @click=${this.#dismiss}>${text.understood}</button>`;
  }

  /** Esc shows that somebody is there. */
  #onCancel(event: Event): void {
    event.preventDefault();
    const { logoutProblem } = this.pageSession;
    if (logoutProblem) logoutProblem.dismiss();
    else if (this.#countdown.isFinal) this.#dismiss();
    else this.#stay();
  }

  #dismiss(): void {
    this.isDismissed = true;
  }

  #stay(): void {
    void this.#run("stay", () => this.pageSession.extend());
  }

  #logOut(): void {
    void this.#run("log-out", () => this.pageSession.logout());
  }

  /** What becomes of a logout the page session knows; a session that is gone has its notice. */
  async #run(name: "stay" | "log-out", action: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = name;
    this.error = "";
    try {
      await action();
    } catch {
      if (name === "stay" && this.pageSession.isAuthenticated) this.error = this.#localized.text.extendFailed;
    } finally {
      this.busy = undefined;
    }
  }
}

function announce(secondsLeft: number, text: TimeoutMessages, locale: string): string {
  const seconds = ANNOUNCED_AT.find((one) => secondsLeft <= one);
  return seconds === undefined ? "" : text.left.replace("{time}", formatLeft(seconds, locale));
}

declare global {
  interface HTMLElementTagNameMap {
    "sereno-session-timeout": SessionTimeout;
  }
}
