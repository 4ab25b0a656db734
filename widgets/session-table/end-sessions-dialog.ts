import { adoptStyles, html, nothing, render, type ReactiveControllerHost, type TemplateResult } from "lit";
import { ApiError } from "../shared/api-client.ts";
import { chooseLocale } from "../shared/locale.ts";
import { isReauthRequired } from "../shared/reauth-dialog.ts";
import { endOutcome, endProgress, namesTemplate, type EndView, type NamedSession } from "./end-outcome.ts";
import type { EndRun } from "./end-run.ts";
import { messages as english, type EndSessionsMessages } from "./end-sessions.messages.ts";
import { styles } from "./end-sessions-dialog.styles.ts";
import { fill, formatPlural, type Plural } from "./plural.ts";
import type { SessionScope } from "./session-scope.ts";

export interface AskToEndOptions {
  /** Holds the dialog, so that its theme and language hold. */
  host: HTMLElement & Partial<ReactiveControllerHost>;
  /** Closes it. */
  signal: AbortSignal;
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
  /** Makes the run that ends what was agreed to; calls `onBatch` as it goes. */
  begin: (choice: EndChoice, onBatch: () => void) => EndRun;
  /** The run has come to its end, was stopped, or has failed. */
  onPause: (run: EndRun, reason: string) => void;
}

export interface EndChoice {
  reason: string;
  /** All sessions of the person. */
  everything: boolean;
}

type Phase = "asking" | "sending" | "going-on" | "done";

const MAX_REASON_LENGTH = 500;
const loaders = { es: () => import("./end-sessions.messages.es.ts").then((module) => module.messages) };

/**
 * Asks before sessions are ended: which, and for others' sessions why. Says how far it is where that takes a while,
 * and can be stopped. Stays open with what was written when nothing could be done, and when not everything could be:
 * with what ended, what did not, and why, and the offer to go on. Resolves when it is closed; never rejects.
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
  #choice: EndChoice = { reason: "", everything: false };
  #ending: EndRun | undefined;

  constructor(options: AskToEndOptions, text: EndSessionsMessages, locale: string) {
    this.#options = options;
    this.#text = text;
    this.#locale = locale;
  }

  async run(): Promise<void> {
    const { host, signal } = this.#options;
    if (signal.aborted) return;
    adoptStyles(this.#root, styles);
    (host.shadowRoot ?? host).append(this.#container);
    host.requestUpdate?.();
    this.#draw();
    const dialog = this.#find("dialog");
    await new Promise((closed) => {
      dialog?.addEventListener("close", closed, { once: true });
      signal.addEventListener(
        "abort",
        () => {
          this.#ending?.stop();
          dialog?.close();
        },
        { once: true },
      );
      dialog?.showModal();
    });
    this.#container.remove();
  }

  #draw(): void {
    render(
      html`<dialog aria-labelledby="title" @cancel=${this.#onCancel}>${this.#content()}</dialog>`,
      this.#root,
    );
  }

  #content(): TemplateResult {
    const view = this.#view;
    if (!view || !this.#isApart) return this.#form();
    return this.#phase === "done" ? endOutcome(view, this.#goOn) : endProgress(view, this.#stop);
  }

  /** Whether what there is to say of the run takes the place of the form. */
  get #isApart(): boolean {
    if (this.#phase === "sending") return this.#ending?.isLong ?? false;
    return this.#phase !== "asking";
  }

  get #view(): EndView | undefined {
    if (!this.#ending) return undefined;
    const { sessions, count, countText } = this.#options;
    // Of a person's other sessions nobody here knows how many there are.
    const expected = this.#choice.everything ? {} : { count, countText };
    return { text: this.#text, locale: this.#locale, run: this.#ending, sessions, ...expected };
  }

  #form(): TemplateResult {
    const { scope, sessions, count, person } = this.#options;
    const text = this.#text;
    const isSending = this.#phase === "sending";
    return html`<form class="content" novalidate @submit=${this.#onSubmit}>
      <h2 id="title">${this.#plural(text.title)}</h2>
      ${namesTemplate(sessions)} ${sessions.length === 0 ? html`<p>${text.matching[scope]}</p>` : nothing}
      <p>${scope === "all" ? text.consequence : formatPlural(text.ownConsequence, count, this.#locale)}</p>
      ${person ? this.#everythingBox(person) : nothing} ${scope === "all" ? this.#reasonField() : nothing}
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

  #everythingBox(person: string): TemplateResult {
    return html`<label class="choice"
      ><input type="checkbox" name="everything" .checked=${this.#choice.everything} />
      <span>${fill(this.#text.everything, { user: person })}</span></label
    >`;
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
        .value=${this.#choice.reason}
      ></textarea>
    </label>`;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.#phase !== "asking") return;
    const field = this.#find("textarea");
    const reason = field?.value.trim() ?? "";
    if (!field || reason) return this.#begin(reason);
    this.#show("asking", this.#text.reasonMissing);
    field.focus();
  };

  #begin(reason: string): void {
    this.#choice = { reason, everything: this.#find("input")?.checked ?? false };
    this.#ending = this.#options.begin(this.#choice, () => this.#show(this.#phase));
    void this.#runOn(this.#ending, "sending");
  }

  readonly #goOn = (): void => {
    if (this.#ending) void this.#runOn(this.#ending, "going-on");
  };

  async #runOn(run: EndRun, phase: Phase): Promise<void> {
    this.#show(phase);
    await run.goOn();
    this.#options.onPause(run, this.#choice.reason);
    if (run.isDone && run.gone.length === 0) return this.#find("dialog")?.close();
    const hasNothingDone = run.endedCount + run.gone.length === 0;
    if (hasNothingDone && phase === "sending") this.#show("asking", this.#describe(run.error));
    else this.#show("done");
  }

  #describe(error: unknown): string {
    if (isReauthRequired(error)) return "";
    const { status, code } = error instanceof ApiError ? error : { status: 500, code: "internal" };
    return status === 0 ? this.#text.unreachable : fill(this.#text.failed, { code });
  }

  readonly #stop = (): void => {
    this.#ending?.stop();
    this.#show(this.#phase);
  };

  readonly #cancel = (): void => {
    if (this.#phase === "asking") this.#find("dialog")?.close();
  };

  /** What is on its way cannot be called back: the dialog waits for the answer. */
  readonly #onCancel = (event: Event): void => {
    if (this.#phase === "asking" || this.#phase === "done") return;
    event.preventDefault();
    if (this.#isApart) this.#stop();
  };

  /** The focus goes along when one view takes the place of another. */
  #show(phase: Phase, error = ""): void {
    const before = this.#root.querySelector(".content");
    this.#phase = phase;
    this.#error = error;
    this.#draw();
    if (this.#root.querySelector(".content") !== before) this.#find("button")?.focus();
  }

  #find<Tag extends "dialog" | "textarea" | "button" | "input">(tag: Tag): HTMLElementTagNameMap[Tag] | null {
    return this.#root.querySelector(tag);
  }
}
