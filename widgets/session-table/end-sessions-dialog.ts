import { adoptStyles, html, nothing, render, type TemplateResult } from "lit";
import { ApiError, type ApiClient } from "../shared/api-client.ts";
import { chooseLocale } from "../shared/locale.ts";
import { isReauthRequired, withReauth } from "../shared/reauth-dialog.ts";
import { messages as english, type EndSessionsMessages } from "./end-sessions.messages.ts";
import { styles } from "./end-sessions-dialog.styles.ts";
import { fill, formatPlural, type Plural } from "./plural.ts";
import type { SessionScope } from "./session-scope.ts";

export interface AskToEndOptions {
  /** Holds the dialog, so that its theme and language hold. */
  host: HTMLElement;
  api: ApiClient;
  /** Others' sessions are ended with a reason. */
  scope: SessionScope;
  /** How many are going to end. */
  count: number;
  /** In words, where it is not exact. */
  countText?: string;
  /** Named one by one; empty for everything that matches. */
  sessions: readonly NamedSession[];
  /** Whose all other sessions can be ended with it. */
  person?: string | undefined;
  /** Rejects with an `ApiError`; is repeated after the password was asked for. */
  end: (choice: EndChoice) => Promise<EndOutcome>;
}

export interface EndChoice {
  ids: readonly string[];
  reason: string;
  /** All sessions of the person. */
  everything: boolean;
}

export interface EndOutcome {
  ended: readonly string[];
  /** Unknown to the server, or over already. */
  notEnded: readonly string[];
}

export interface NamedSession {
  id: string;
  /** For people: "Ana Ruiz, Safari on iPhone". */
  name: string;
}

type Phase = "asking" | "sending" | "done";

const MAX_REASON_LENGTH = 500;
const loaders = { es: () => import("./end-sessions.messages.es.ts").then((module) => module.messages) };

/**
 * Asks before sessions are ended: which, and for others' sessions why. Stays open with what was written when
 * that fails, and to list the sessions that were not ended. Resolves when it is closed; never rejects.
 */
export async function askToEndSessions(options: AskToEndOptions): Promise<void> {
  const { language, tag } = chooseLocale(["en", ...Object.keys(loaders)], options.host);
  const text = language === "es" ? await loaders.es().catch(() => english) : english;
  await new EndSessionsDialog(options, text, tag).run();
}

class EndSessionsDialog {
  readonly #options: AskToEndOptions;
  readonly #text: EndSessionsMessages;
  readonly #locale: string;
  readonly #container = document.createElement("div");
  readonly #root = this.#container.attachShadow({ mode: "open" });
  #phase: Phase = "asking";
  #error = "";
  #endedCount = 0;
  #notEnded: readonly NamedSession[] = [];

  constructor(options: AskToEndOptions, text: EndSessionsMessages, locale: string) {
    this.#options = options;
    this.#text = text;
    this.#locale = locale;
  }

  async run(): Promise<void> {
    const { host } = this.#options;
    adoptStyles(this.#root, styles);
    (host.shadowRoot ?? host).append(this.#container);
    this.#draw();
    const dialog = this.#find("dialog");
    await new Promise((closed) => {
      dialog?.addEventListener("close", closed, { once: true });
      dialog?.showModal();
    });
    this.#container.remove();
  }

  #draw(): void {
    render(
      html`<dialog aria-labelledby="title" @cancel=${this.#onCancel}>
        ${this.#phase === "done" ? this.#outcome() : this.#form()}
      </dialog>`,
      this.#root,
    );
  }

  #form(): TemplateResult {
    const { scope, sessions, count, person } = this.#options;
    const text = this.#text;
    const isSending = this.#phase === "sending";
    return html`<form novalidate @submit=${this.#onSubmit}>
      <h2 id="title">${this.#plural(text.title)}</h2>
      ${names(sessions)} ${sessions.length === 0 ? html`<p>${text.matching[scope]}</p>` : nothing}
      <p>${scope === "all" ? text.consequence : formatPlural(text.ownConsequence, count, this.#locale)}</p>
      ${
        person
          ? html`<label class="choice"
              ><input type="checkbox" name="everything" />
              <span>${fill(text.everything, { user: person })}</span></label
            >`
          : nothing
      }
      ${scope === "all" ? this.#reasonField() : nothing}
      <p class="error" role="alert">${this.#error}</p>
      <footer>
        <button type="button" class="quiet" autofocus aria-disabled=${isSending} @click=${this.#cancel}>
          ${text.cancel}
        </button>
        <button class="danger" aria-disabled=${isSending} aria-busy=${isSending}>
          ${isSending ? text.ending : this.#plural(text.confirm)}
        </button>
      </footer>
    </form>`;
  }

  #plural(forms: Plural): string {
    const { count, countText } = this.#options;
    if (countText === undefined) return formatPlural(forms, count, this.#locale);
    return (count === 1 && forms.one ? forms.one : forms.other).replace("#", countText);
  }

  #reasonField(): TemplateResult {
    const text = this.#text;
    return html`<label>
      ${text.reason} <span id="hint">${text.reasonHint}</span>
      <textarea
        name="reason"
        rows="2"
        required
        maxlength=${MAX_REASON_LENGTH}
        aria-describedby="hint"
        aria-invalid=${this.#error === text.reasonMissing}
      ></textarea>
    </label>`;
  }

  #outcome(): TemplateResult {
    const text = this.#text;
    return html`<form method="dialog">
      <h2 id="title">${formatPlural(text.notEndedTitle, this.#notEnded.length, this.#locale)}</h2>
      <p>${text.notEnded}</p>
      ${names(this.#notEnded)}
      <p>${formatPlural(text.ended, this.#endedCount, this.#locale)}</p>
      <footer><button class="quiet">${text.close}</button></footer>
    </form>`;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.#phase !== "asking") return;
    const field = this.#find("textarea");
    const reason = field?.value.trim() ?? "";
    if (!field || reason) return void this.#end(reason);
    this.#show("asking", this.#text.reasonMissing);
    field.focus();
  };

  async #end(reason: string): Promise<void> {
    const { host, api, sessions, end } = this.#options;
    const everything = this.#find("input")?.checked ?? false;
    const ids = sessions.map(({ id }) => id);
    this.#show("sending");
    try {
      const outcome = await withReauth(host, api, () => end({ ids, reason, everything }));
      this.#report(outcome);
    } catch (error) {
      this.#show("asking", this.#describe(error));
    }
  }

  #report({ ended, notEnded }: EndOutcome): void {
    if (notEnded.length === 0) return this.#find("dialog")?.close();
    this.#endedCount = ended.length;
    this.#notEnded = this.#options.sessions.filter(({ id }) => notEnded.includes(id));
    this.#show("done");
    this.#find("button")?.focus();
  }

  #describe(error: unknown): string {
    if (isReauthRequired(error)) return "";
    const { status, code } = error instanceof ApiError ? error : { status: 500, code: "internal" };
    return status === 0 ? this.#text.unreachable : fill(this.#text.failed, { code });
  }

  readonly #cancel = (): void => {
    if (this.#phase !== "sending") this.#find("dialog")?.close();
  };

  /** What is on its way cannot be called back: the dialog waits for the answer. */
  readonly #onCancel = (event: Event): void => {
    if (this.#phase === "sending") event.preventDefault();
  };

  #show(phase: Phase, error = ""): void {
    this.#phase = phase;
    this.#error = error;
    this.#draw();
  }

  #find<Tag extends "dialog" | "textarea" | "button" | "input">(tag: Tag): HTMLElementTagNameMap[Tag] | null {
    return this.#root.querySelector(tag);
  }
}

function names(sessions: readonly NamedSession[]): TemplateResult {
  return html`<ul>
    ${sessions.map(({ name }) => html`<li><bdi>${name}</bdi></li>`)}
  </ul>`;
}
