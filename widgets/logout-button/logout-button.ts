import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { LogoutAnswer, LogoutScope } from "../../server/contract/index.ts";
import { ApiError, pageApi, type ApiClient } from "../shared/api-client.ts";
import { Localized } from "../shared/locale.ts";
import { pageNavigation, type Navigation } from "../shared/navigation.ts";
import { pageSession, type LogoutOptions, type PageSession } from "../shared/page-session.ts";
import { LogoutBeforeEvent, LogoutDoneEvent, LogoutErrorEvent } from "./events.ts";
import { actionOf, findHostForm, submitForm } from "./host-form.ts";
import { styles } from "./logout-button.styles.ts";
import { messages } from "./messages.ts";

/**
 * Ends the session on the server and everywhere in the browser, then leaves the page. Enhances a slotted
 * `<form method="post">`, which works without JavaScript; without one it is a button of its own.
 *
 * @summary A logout that really ends the session.
 * @tag sereno-logout-button
 *
 * @attr {string} action - The host's own logout URL, submitted after Sereno's logout.
 * @attr {"get" | "post"} method - How `action` is submitted; `post` by default.
 * @attr {string} redirect - Where to go then, on this origin or Sereno's; the login page by default.
 * @attr {string} confirm - Asks first: with this text, or with the default one when empty.
 * @attr {"current" | "others" | "all"} scope - Which sessions end; the site's default without it.
 * @attr {string} clear-keys - Further localStorage keys to clear, separated by spaces or commas.
 * @attr {boolean} no-text - Only the icon; the text stays as its name.
 * @attr {boolean} no-icon - Only the text.
 * @slot - A form to enhance, or hidden fields that go along with `action`.
 * @csspart button - The button.
 * @csspart status - What came of a logout with `scope="others"`.
 * @fires {LogoutBeforeEvent} sereno-logout-before - Cancelable.
 * @fires {LogoutDoneEvent} sereno-logout-done - The session has ended on the server.
 * @fires {LogoutErrorEvent} sereno-logout-error - The session is still open on the server.
 */
export class LogoutButton extends LitElement {
  static override styles = styles;
  static override properties = {
    redirect: {},
    confirm: {},
    scope: {},
    clearKeys: { attribute: "clear-keys" },
    noText: { type: Boolean, attribute: "no-text" },
    noIcon: { type: Boolean, attribute: "no-icon" },
    api: { attribute: false },
    pageSession: { attribute: false },
    isBusy: { state: true },
    hasForm: { state: true },
    closedCount: { state: true },
  };

  declare redirect?: string | null;
  declare confirm?: string | null;
  declare scope?: LogoutScope | null;
  declare clearKeys?: string | null;
  declare noText?: boolean;
  declare noIcon?: boolean;
  /** How the server is asked; the page's own client, unless another is given. */
  declare api: ApiClient;
  /** Who is signed in; the page's own, unless another is given. */
  declare pageSession: PageSession;
  /**
   * Tests follow where the page goes.
   * @internal
   */
  navigation: Navigation = pageNavigation;

  declare private isBusy: boolean;
  declare private hasForm: boolean;
  declare private closedCount?: number | undefined;
  readonly #localized = new Localized(this, messages, {
    es: () => import("./messages.es.ts").then((chunk) => chunk.messages),
  });

  #isAsking = false;
  #pressed: HTMLButtonElement | null = null;

  constructor() {
    super();
    this.api = pageApi();
    this.isBusy = false;
    this.hasForm = false;
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.isBusy) this.#pressed = event.submitter as HTMLButtonElement | null;
      void this.logOut();
    });
  }

  override connectedCallback(): void {
    this.pageSession ??= pageSession();
    super.connectedCallback();
    this.#findForm();
    // Here before it is needed, for a connection that is lost by then.
    if (this.confirm != null) loadDialog().catch(() => undefined);
  }

  override render(): TemplateResult {
    return html`<slot ?hidden=${!this.hasForm} @slotchange=${this.#findForm}></slot>
      ${this.hasForm ? nothing : this.#renderButton()}
      <span part="status" role="status">${this.#status}</span>`;
  }

  override focus(options?: FocusOptions): void {
    this.#button?.focus(options);
  }

  /** Logs out as a press of the button does: asks first when `confirm` says so. One at a time. */
  async logOut(): Promise<void> {
    if (this.#isAsking || this.isBusy) return;
    this.#isAsking = true;
    const isWanted = await this.#ask().finally(() => (this.#isAsking = false));
    if (!isWanted || !this.dispatchEvent(new LogoutBeforeEvent(this.scope ?? undefined))) return;
    this.closedCount = undefined;
    this.#setBusy(true);
    try {
      const answer = await this.pageSession.logout(this.#options());
      if (this.scope === "others") this.#onOthersEnded(answer);
    } catch (error) {
      this.#onFailure(error);
    }
  }

  /** Submits the host's own logout form, whatever has become of Sereno's session. False where there is none. */
  leaveHost(): boolean {
    const form = findHostForm(this, this.api.base);
    if (form) submitForm(form, this.#button);
    return !!form;
  }

  get #button(): HTMLButtonElement | null {
    if (this.hasForm) return this.#pressed ?? this.querySelector("form :is(button, [type=submit])");
    return this.renderRoot.querySelector(".logout");
  }

  #renderButton(): TemplateResult {
    const { text } = this.#localized;
    const name = this.isBusy ? text.busy : text.logOut;
    return html`<button
      class="logout quiet ${this.noText ? "bare" : ""}"
      part="button"
      type="button"
      aria-busy=${this.isBusy ? "true" : nothing}
      aria-disabled=${this.isBusy ? "true" : nothing}
      aria-label=${name}
      title=${this.noText ? name : nothing}
      @click=${this.logOut}
    >
      ${this.noIcon ? nothing : renderIcon(this.isBusy)} ${this.noText ? nothing : name}
    </button>`;
  }

  get #status(): string | typeof nothing {
    if (this.closedCount === undefined) return nothing;
    return this.#localized.text.othersClosed.replace("{count}", String(this.closedCount));
  }

  #findForm(): void {
    this.hasForm = this.querySelector("form") !== null;
  }

  async #ask(): Promise<boolean> {
    if (this.confirm == null) return true;
    const { text } = this.#localized;
    const message = this.confirm || text.confirmText;
    const dialog = await loadDialog().catch(() => undefined);
    if (!dialog) return window.confirm(message);
    const { confirmTitle: title, logOut: confirm, cancel } = text;
    return dialog.confirmDialog(this, { title, message, confirm, cancel });
  }

  #options(): LogoutOptions {
    return {
      ...(this.scope && { scope: this.scope }),
      redirect: this.redirect ?? undefined,
      clearKeys: this.clearKeys?.split(/[\s,]+/).filter(Boolean) ?? [],
      leave: (redirect, answer) => this.#leave(redirect, answer),
    };
  }

  #leave(redirect: string, answer: LogoutAnswer | null): void {
    this.#setBusy(true);
    const form = findHostForm(this, this.api.base);
    this.dispatchEvent(new LogoutDoneEvent(answer, form ? actionOf(form) : redirect));
    if (!this.leaveHost()) this.navigation.replace(redirect);
  }

  #onOthersEnded(answer: LogoutAnswer | null): void {
    this.#setBusy(false);
    this.closedCount = answer?.ended ?? 0;
    this.dispatchEvent(new LogoutDoneEvent(answer, null));
  }

  /** The page session tells the person; the page's own scripts learn it here. */
  #onFailure(error: unknown): void {
    this.#setBusy(false);
    if (error instanceof ApiError) this.dispatchEvent(new LogoutErrorEvent(error));
  }

  /** The button of a form belongs to the host: it only gets the states, and keeps the focus. */
  #setBusy(isBusy: boolean): void {
    this.isBusy = isBusy;
    if (!this.hasForm) return;
    for (const state of ["aria-busy", "aria-disabled"]) {
      if (isBusy) this.#button?.setAttribute(state, "true");
      else this.#button?.removeAttribute(state);
    }
  }
}

function loadDialog(): Promise<typeof import("../shared/confirm-dialog.ts")> {
  return import("../shared/confirm-dialog.ts");
}

/** A door with an arrow out of it, or three quarters of a ring that turns. */
function renderIcon(isBusy: boolean): TemplateResult {
  const path = isBusy ? "M12 3a9 9 0 1 0 9 9" : "M10 4H5v16h5M10 12h11m-4-4 4 4-4 4";
  return html`<svg class=${isBusy ? "spin" : "leave"} viewBox="0 0 24 24" aria-hidden="true">
    <path d=${path} />
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "sereno-logout-button": LogoutButton;
  }
}
