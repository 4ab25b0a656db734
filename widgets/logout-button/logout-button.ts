import { html, LitElement, nothing, svg, type TemplateResult } from "lit";
import type { LogoutAnswer, LogoutScope } from "../../server/contract/index.ts";
import { ApiError, pageApi, type ApiClient } from "../shared/api-client.ts";
import { confirmDialog } from "../shared/confirm-dialog.ts";
import { Localized } from "../shared/locale.ts";
import { pageNavigation, type Navigation } from "../shared/navigation.ts";
import { showNotice } from "../shared/notice.ts";
import { pageSession, type LogoutOptions, type PageSession } from "../shared/page-session.ts";
import { LogoutBeforeEvent, LogoutDoneEvent, LogoutErrorEvent } from "./events.ts";
import { findHostForm, submitForm } from "./host-form.ts";
import { styles } from "./logout-button.styles.ts";
import { messages } from "./messages.ts";
import { renderNotice, type LogoutNotice } from "./notice-view.ts";

export { LogoutBeforeEvent, LogoutDoneEvent, LogoutErrorEvent } from "./events.ts";

/** What stands between the tags: a form to enhance, a label of the host's own, or nothing of ours to show. */
type Content = "form" | "label" | "none";

/**
 * Ends the session on the server and everywhere in the browser, then leaves the page. Enhances a slotted
 * `<form method="post">`, which works without JavaScript; without one it is a button of its own.
 *
 * @summary A logout that really ends the session.
 * @attr {string} action - The host's own logout URL, submitted after Sereno's logout.
 * @attr {string} method - How `action` is submitted; `post` by default.
 * @attr {string} redirect - Where to go then, on this origin or Sereno's; the login page by default.
 * @attr {string} confirm - Asks first: with this text, or with the default one when empty.
 * @attr {"current" | "others" | "all"} scope - Which sessions end; the site's default without it.
 * @attr {string} clear-keys - Further localStorage keys to clear, separated by spaces or commas.
 * @attr {boolean} no-text - Only the icon; the text stays as its name.
 * @attr {boolean} no-icon - Only the text.
 * @slot - A form to enhance, or the button's label. Hidden fields go along with `action`.
 * @csspart button - The button.
 * @csspart notice - The message after a logout that failed.
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
    content: { state: true },
    notice: { state: true },
  };

  declare redirect: string | null;
  declare confirm: string | null;
  declare scope: LogoutScope | null;
  declare clearKeys: string | null;
  declare noText: boolean;
  declare noIcon: boolean;
  declare api: ApiClient;
  declare pageSession: PageSession;
  /** Tests follow where the page goes. */
  navigation: Navigation = pageNavigation;

  declare private isBusy: boolean;
  declare private content: Content;
  declare private notice: LogoutNotice | undefined;
  readonly #localized = new Localized(this, messages, {
    es: () => import("./messages.es.ts").then((chunk) => chunk.messages),
  });

  #isAsking = false;

  constructor() {
    super();
    this.redirect = this.confirm = this.scope = this.clearKeys = null;
    this.noText = this.noIcon = false;
    this.api = pageApi();
    this.isBusy = false;
    this.content = "none";
    this.notice = undefined;
    this.addEventListener("submit", (event) => this.#onSubmit(event));
  }

  override connectedCallback(): void {
    this.pageSession ??= pageSession();
    super.connectedCallback();
    this.#readContent();
  }

  override render(): TemplateResult {
    if (this.content === "form") return html`${this.#renderSlot("shown")}${this.#renderNotice()}`;
    const isLabelled = this.content === "label" && !this.noText && !this.isBusy;
    const label = isLabelled ? this.#renderSlot("shown") : this.#name;
    return html`${this.#renderButton(label)}${isLabelled ? nothing : this.#renderSlot("hidden")}
    ${this.#renderNotice()}`;
  }

  override updated(): void {
    showNotice(this.renderRoot.querySelector<HTMLElement>(".notice"));
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
    this.notice = undefined;
    this.#setBusy(true);
    try {
      const answer = await this.pageSession.logout(this.#options());
      if (this.scope === "others") this.#onOthersEnded(answer);
    } catch (error) {
      this.#onFailure(error instanceof ApiError ? error : undefined);
    }
  }

  get #button(): HTMLElement | null {
    if (this.content === "form") return this.querySelector("form :is(button, input):not([type=hidden])");
    return this.renderRoot.querySelector<HTMLElement>(".logout");
  }

  get #name(): string {
    const { text } = this.#localized;
    return this.isBusy ? text.busy : text.logOut;
  }

  #renderSlot(state: "shown" | "hidden"): TemplateResult {
    return html`<slot ?hidden=${state === "hidden"} @slotchange=${this.#readContent}></slot>`;
  }

  #renderButton(label: TemplateResult | string): TemplateResult {
    return html`<button
      class="logout quiet ${this.noText ? "bare" : ""}"
      part="button"
      type="button"
      aria-busy=${this.isBusy ? "true" : "false"}
      aria-disabled=${this.isBusy ? "true" : nothing}
      aria-label=${this.noText ? this.#name : nothing}
      title=${this.noText ? this.#name : nothing}
      @click=${() => void this.logOut()}
    >
      ${this.noIcon ? nothing : renderIcon(this.isBusy)} ${this.noText ? nothing : label}
    </button>`;
  }

  #renderNotice(): TemplateResult | typeof nothing {
    if (!this.notice) return nothing;
    return renderNotice(this.notice, this.#localized.text, {
      onRetry: () => void this.logOut(),
      onClose: () => this.#closeNotice(),
    });
  }

  #readContent(): void {
    if (this.querySelector("form")) this.content = "form";
    else this.content = this.textContent?.trim() ? "label" : "none";
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    void this.logOut();
  }

  #ask(): Promise<boolean> {
    if (this.confirm === null) return Promise.resolve(true);
    const { text } = this.#localized;
    return confirmDialog(this, {
      title: text.confirmTitle,
      message: this.confirm || text.confirmText,
      confirm: text.logOut,
      cancel: text.cancel,
    });
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
    this.dispatchEvent(new LogoutDoneEvent(answer, form?.action ?? redirect));
    if (form) submitForm(form);
    else this.navigation.replace(redirect);
  }

  #onOthersEnded(answer: LogoutAnswer | null): void {
    this.#setBusy(false);
    this.notice = { kind: "others", count: answer?.ended ?? 0 };
    this.dispatchEvent(new LogoutDoneEvent(answer, null));
  }

  #onFailure(error: ApiError | undefined): void {
    this.#setBusy(false);
    this.notice = error?.status === 0 ? { kind: "offline" } : { kind: "failed", error };
    if (error) this.dispatchEvent(new LogoutErrorEvent(error));
  }

  #closeNotice(): void {
    this.notice = undefined;
    this.focus();
  }

  /** The button of a form belongs to the host: it only gets the states, and keeps the focus. */
  #setBusy(isBusy: boolean): void {
    this.isBusy = isBusy;
    if (this.content !== "form") return;
    for (const state of ["aria-busy", "aria-disabled"]) {
      if (isBusy) this.#button?.setAttribute(state, "true");
      else this.#button?.removeAttribute(state);
    }
  }
}

function renderIcon(isBusy: boolean): TemplateResult {
  if (isBusy)
    return html`<svg class="spin" viewBox="0 0 24 24" aria-hidden="true">
      ${svg`<path d="M12 3a9 9 0 1 0 9 9" />`}
    </svg>`;
  return html`<svg class="leave" viewBox="0 0 24 24" aria-hidden="true">
    ${svg`<path d="M10 4H5v16h5M10 12h11m-4-4 4 4-4 4" />`}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "sereno-logout-button": LogoutButton;
  }
}
