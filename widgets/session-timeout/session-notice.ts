import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { EndReason } from "../../server/contract/index.ts";
import { Localized } from "../shared/locale.ts";
import { pageSession, type PageSession, type SessionEnding } from "../shared/page-session.ts";
import { messages } from "./notice-messages.ts";
import { isSeen, markSeen } from "./seen-endings.ts";
import { noticeStyles } from "./session-notice.styles.ts";

/** Ends that somebody should look into, or cannot undo by signing in. */
const GRAVE: ReadonlySet<EndReason> = new Set([
  "forced",
  "account_disabled",
  "account_deleted",
  "token_reuse",
]);
/** After these there is no account to sign in to. */
const LOCKED_OUT: ReadonlySet<EndReason> = new Set(["account_disabled", "account_deleted"]);

/**
 * Says in every open tab how the session ended, in plain words and with the reason that was given, and
 * offers to sign in again. Stays until it is closed or somebody signs in.
 *
 * @summary The notice of an ended session, in `<sereno-session-timeout>`.
 * @tag sereno-session-notice
 * @csspart notice - The notice.
 */
export class SessionNotice extends LitElement {
  static override styles = noticeStyles;
  static override properties = {
    pageSession: { attribute: false },
  };

  /** Who was signed in; the page's own, unless another is given. */
  declare pageSession: PageSession;

  readonly #localized = new Localized(this, messages, {
    es: () => import("./notice-messages.es.ts").then((chunk) => chunk.messages),
  });
  #stopListening: (() => void) | undefined;

  override connectedCallback(): void {
    this.pageSession ??= pageSession();
    super.connectedCallback();
    this.#stopListening = this.pageSession.onChange(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
  }

  override render(): TemplateResult | typeof nothing {
    const { ended } = this.pageSession;
    if (!ended || isSeen(ended)) return nothing;
    const { text } = this.#localized;
    return html`<section
      class="notice enter ${GRAVE.has(ended.endReason) ? "danger" : "attention"}"
      part="notice"
      popover="manual"
      aria-labelledby="title"
    >
      <div role="alert">
        <h2 id="title">${text.ended[ended.endReason] ?? text.ended.forced}</h2>
        <p>${this.#describe(ended)}</p>
      </div>
      <footer>
        ${
          this.#canSignIn(ended)
            ? html`<button class="primary small" @click=${() => this.#signIn(ended)}>${text.signIn}</button>`
            : nothing
        }
        <button class="quiet small" @click=${() => this.#close(ended)}>${text.close}</button>
      </footer>
    </section>`;
  }

  override updated(): void {
    // The top layer keeps it clear of the page's own stacking and clipping.
    const notice = this.renderRoot.querySelector<HTMLElement>(".notice");
    if (notice?.isConnected && "popover" in notice && !notice.matches(":popover-open")) notice.showPopover();
  }

  #describe({ endReason, endMessage }: SessionEnding): string {
    const { text } = this.#localized;
    const advice = text.advice[endReason] ?? text.again;
    return endMessage ? `${text.quote.replace("{message}", () => endMessage)} ${advice}` : advice;
  }

  #canSignIn({ endReason }: SessionEnding): boolean {
    return !LOCKED_OUT.has(endReason);
  }

  #signIn(ended: SessionEnding): void {
    markSeen(ended);
    this.pageSession.login();
  }

  #close(ended: SessionEnding): void {
    markSeen(ended);
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sereno-session-notice": SessionNotice;
  }
}
