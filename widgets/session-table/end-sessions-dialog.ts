import type { LitElement, TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { SessionResource } from "../../server/contract/index.ts";
import { ApiError } from "../shared/api-client.ts";
import { isReauthRequired } from "../shared/reauth-dialog.ts";
import { fill, formatPlural } from "./plural.ts";
import type { NamingContext } from "./row-context.ts";
import { nameSession } from "./row-context.ts";
import type { EndOutcome } from "./session-source.ts";

export interface EndSessionsOptions {
  context: () => NamingContext & { locale: string };
  /** Ends them, asking for the password where the server wants it. Rejects with an `ApiError`. */
  end: (ids: readonly string[], reason: string) => Promise<EndOutcome>;
  onClosed: () => void;
}

type Phase = "asking" | "sending" | "done";

const MAX_REASON_LENGTH = 500;

/**
 * Asks before sessions are ended: which, and for others' sessions why. Stays open with what was written when
 * that fails, and to list the sessions that were not ended.
 */
export class EndSessionsDialog {
  readonly #host: LitElement;
  readonly #options: EndSessionsOptions;
  #sessions: readonly SessionResource[] = [];
  #phase: Phase = "asking";
  #error = "";
  #endedCount = 0;

  constructor(host: LitElement, options: EndSessionsOptions) {
    this.#host = host;
    this.#options = options;
  }

  async open(sessions: readonly SessionResource[]): Promise<void> {
    this.#set(sessions, "asking");
    await this.#host.updateComplete;
    this.#getDialog().showModal();
  }

  template(): TemplateResult {
    return html`<dialog aria-labelledby="dialog-title" @close=${this.#onClose} @cancel=${this.#onCancel}>
      ${this.#sessions.length === 0 ? nothing : this.#phase === "done" ? this.#outcome() : this.#form()}
    </dialog>`;
  }

  #form(): TemplateResult {
    const { text, locale, scope } = this.#options.context();
    const count = this.#sessions.length;
    const isSending = this.#phase === "sending";
    return html`<form class="dialog" novalidate @submit=${this.#onSubmit}>
      <h2 id="dialog-title">${formatPlural(text.endTitle, count, locale)}</h2>
      ${this.#names()}
      <p>${scope === "all" ? text.endText : text.endOwnText}</p>
      ${scope === "all" ? this.#reasonField() : nothing}
      <p class="error" role="alert">${this.#error}</p>
      <div class="buttons">
        <button type="button" class="quiet" autofocus @click=${this.#cancel}>${text.cancel}</button>
        <button class="danger" aria-disabled=${isSending} aria-busy=${isSending}>
          ${isSending ? text.ending : formatPlural(text.confirmEnd, count, locale)}
        </button>
      </div>
    </form>`;
  }

  #reasonField(): TemplateResult {
    const { text } = this.#options.context();
    return html`<label class="reason">
      ${text.reason} <span class="sub" id="reason-hint">${text.reasonHint}</span>
      <textarea
        name="reason"
        rows="2"
        required
        maxlength=${MAX_REASON_LENGTH}
        aria-describedby="reason-hint"
        aria-invalid=${this.#error === text.reasonMissing}
      ></textarea>
    </label>`;
  }

  #outcome(): TemplateResult {
    const { text, locale } = this.#options.context();
    return html`<div class="dialog">
      <h2 id="dialog-title">${formatPlural(text.notEndedTitle, this.#sessions.length, locale)}</h2>
      <p>${text.notEndedText}</p>
      ${this.#names()}
      <p>${formatPlural(text.ended, this.#endedCount, locale)}</p>
      <div class="buttons">
        <button type="button" class="quiet" @click=${this.#close}>${text.close}</button>
      </div>
    </div>`;
  }

  #names(): TemplateResult {
    const context = this.#options.context();
    return html`<ul class="names">
      ${this.#sessions.map((session) => html`<li><bdi>${nameSession(session, context)}</bdi></li>`)}
    </ul>`;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.#phase !== "asking") return;
    const field = this.#host.renderRoot.querySelector("textarea");
    const reason = field?.value.trim() ?? "";
    if (!field || reason) return void this.#end(reason);
    this.#set(this.#sessions, "asking", this.#options.context().text.reasonMissing);
    field.focus();
  };

  async #end(reason: string): Promise<void> {
    const sessions = this.#sessions;
    this.#set(sessions, "sending");
    try {
      const { ended, notEnded } = await this.#options.end(
        sessions.map(({ id }) => id),
        reason,
      );
      this.#endedCount = ended.length;
      await this.#report(sessions.filter(({ id }) => notEnded.includes(id)));
    } catch (error) {
      this.#set(sessions, "asking", this.#describe(error));
    }
  }

  async #report(notEnded: readonly SessionResource[]): Promise<void> {
    if (notEnded.length === 0) return this.#close();
    this.#set(notEnded, "done");
    await this.#host.updateComplete;
    this.#getDialog().querySelector("button")?.focus();
  }

  #describe(error: unknown): string {
    const { text } = this.#options.context();
    if (isReauthRequired(error)) return "";
    const { status, code } = error instanceof ApiError ? error : { status: 500, code: "internal" };
    return fill(text.endFailed, {
      detail: status === 0 ? text.unreachable : fill(text.failedText, { code }),
    });
  }

  readonly #close = (): void => this.#getDialog().close();

  readonly #cancel = (): void => {
    if (this.#phase !== "sending") this.#close();
  };

  readonly #onClose = (): void => {
    this.#set([], "asking");
    this.#options.onClosed();
  };

  /** What is on its way cannot be called back: the dialog waits for the answer. */
  readonly #onCancel = (event: Event): void => {
    if (this.#phase === "sending") event.preventDefault();
  };

  #set(sessions: readonly SessionResource[], phase: Phase, error = ""): void {
    this.#sessions = sessions;
    this.#phase = phase;
    this.#error = error;
    this.#host.requestUpdate();
  }

  #getDialog(): HTMLDialogElement {
    const dialog = this.#host.renderRoot.querySelector("dialog");
    if (!dialog) throw new Error("The dialog is part of the host's template");
    return dialog;
  }
}
