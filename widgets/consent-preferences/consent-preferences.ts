import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { GrantId, PolicyResource } from "../../server/contract/consent.ts";
import type { SiteTexts } from "../../server/contract/consent-texts.ts";
import type { Consent } from "../consent/consent-api.ts";
import type { AnswerContext } from "../consent/consent-snapshot.ts";
import { hasGlobalPrivacyControl } from "../consent/global-privacy-control.ts";
import { tellChanges } from "../consent/policy-changes.ts";
import { findEarlierVersion } from "../consent/earlier-version.ts";
import { findReceipt, type Receipt } from "../consent/receipt.ts";
import { consentLanguage, policyLanguages, textsIn } from "../consent/site-texts.ts";
import { type ApiClient, pageApi } from "../shared/api-client.ts";
import { confirmDialog } from "../shared/confirm-dialog.ts";
import { Localized } from "../shared/locale.ts";
import type {} from "../shared/sereno-global.ts";
import { buttons, dialogs, focusRing, printHidden, tokens } from "../shared/tokens.styles.ts";
import { answerPanel } from "./answer-panel.ts";
import { type CategoryContext, categoryRow } from "./category-row.ts";
import { preferencesStyles } from "./consent-preferences.styles.ts";
import { downloadJson } from "./download-json.ts";
import { english, type PreferencesMessages } from "./messages.ts";
import { bareCategories, loadPolicy } from "./policy-texts.ts";
import { protectionNotes } from "./protection-notes.ts";
import { copyReceipt, eraseRecord, type ReceiptOutcome, verifyReceipt } from "./receipt-actions.ts";

type Notice = "failed" | "needsReload" | "withdrawn" | ReceiptOutcome;

/**
 * The choices in full: every category and service with its cookies, the last answer with its receipt, and how
 * data is protected. Closing without saving, by Esc too, changes nothing.
 *
 * @summary Consent preferences in a native dialog.
 * @tag sereno-consent-preferences
 * @attr {boolean} open - Whether the dialog is shown.
 * @attr {boolean} preview - Stores nothing; the element removes itself when closed.
 * @csspart dialog - The dialog.
 */
export class ConsentPreferences extends LitElement {
  static override styles = [tokens, focusRing, buttons, dialogs, printHidden, preferencesStyles];

  static override properties = {
    open: { type: Boolean, reflect: true },
    preview: { type: Boolean },
    consent: { attribute: false },
    api: { attribute: false },
    _policy: { state: true },
    _loadState: { state: true },
    _draft: { state: true },
    _notice: { state: true },
  };

  declare open: boolean;
  declare preview: boolean;
  /** The page's own, `window.sereno.consent`, unless another is given. */
  declare consent: Consent | undefined;
  /** How the server is asked; the page's own client, unless another is given. */
  declare api: ApiClient;
  declare private _policy: PolicyResource | undefined;
  declare private _loadState: "loading" | "loaded" | "failed";
  /** What the visitor has set but not saved; undefined as long as nothing was touched. */
  declare private _draft: GrantId[] | undefined;
  declare private _notice: Notice | undefined;

  readonly #localized = new Localized(
    this,
    english,
    {
      es: async () => (await import("./messages.es.ts")).spanish,
      pt: async () => (await import("./messages.pt.ts")).portuguese,
      fr: async () => (await import("./messages.fr.ts")).french,
      de: async () => (await import("./messages.de.ts")).german,
      it: async () => (await import("./messages.it.ts")).italian,
      ca: async () => (await import("./messages.ca.ts")).catalan,
      ar: async () => (await import("./messages.ar.ts")).arabic,
    },
    () => (this.consent?.policy.texts ? policyLanguages(this.consent.policy) : []),
  );
  #stopListening: (() => void) | undefined;

  constructor() {
    super();
    this.open = false;
    this.preview = false;
    this.consent = window.sereno?.consent;
    this.api = pageApi();
    this._loadState = "loading";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = this.consent?.onChange(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
  }

  override render(): TemplateResult | typeof nothing {
    const text = this.#text;
    if (!this.consent) return nothing;
    return html`<dialog
      class=${this.#isPolicyForeign ? "foreign" : nothing}
      part="dialog"
      aria-labelledby="title"
      @close=${this.#onClose}
    >
      <header>
        <h2 id="title" tabindex="-1" autofocus>${text.title}</h2>
        <button type="button" class="quiet small close" aria-label=${text.close} @click=${this.#close}>
          ✕
        </button>
      </header>
      <div role="status">${this.#renderNotice()}</div>
      ${this.#renderChanges(this.consent)} ${this.#renderCategories(this.consent)}
      ${this.#renderAnswer(this.consent)}
      ${protectionNotes(this.consent, this._policy?.protection ?? text.protection, text)}
      <footer>
        <button type="button" class="primary" @click=${this.#save}>${text.save}</button>
        <button type="button" class="quiet" @click=${this.#acceptAll}>${text.accept}</button>
        <button type="button" class="quiet" @click=${this.#rejectAll}>${text.reject}</button>
      </footer>
    </dialog>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("open")) return;
    const dialog = this.renderRoot.querySelector("dialog");
    if (!this.open) return dialog?.close();
    if (!dialog || dialog.open) return;
    // What was not saved the last time is forgotten.
    this._draft = this._notice = undefined;
    dialog.showModal();
    // The answer then waits for nothing.
    if (!this.preview) this.consent?.catchUp();
    void this.#loadTexts();
  }

  async #loadTexts(): Promise<void> {
    if (!this._policy) await this.#loadPolicy();
    const { consent } = this;
    const since = findEarlierVersion(consent?.policy.version);
    const list = this.renderRoot.querySelector(".changes ul");
    if (!consent || !since || !list) return;
    const language = consentLanguage(consent.policy, this);
    const texts = this._policy && textsIn(this._policy, language).changes;
    await tellChanges(list, { base: consent.base, since, language, texts });
  }

  /** Ours, but for what the site says in its own words. */
  get #text(): PreferencesMessages {
    return { ...this.#localized.text, ...this.#siteTexts.preferences };
  }

  get #siteTexts(): SiteTexts {
    return this._policy ? textsIn(this._policy, this.#localized.choice.language) : {};
  }

  /** Whether the site describes its services in another language than ours here. */
  get #isPolicyForeign(): boolean {
    const { language } = this.#localized.choice;
    return this._policy?.locale.startsWith(language) === false;
  }

  /** What is new in the policy since the last answer; the list is filled by whoever loads it. */
  #renderChanges({ policy }: Consent): TemplateResult | typeof nothing {
    if (!findEarlierVersion(policy.version)) return nothing;
    return html`<section class="changes" aria-labelledby="changes">
      <h3 id="changes">${this.#text.policyChanged}</h3>
      <ul></ul>
    </section>`;
  }

  #renderNotice(): TemplateResult | typeof nothing {
    const text = this.#text;
    if (this._notice === "needsReload") {
      return html`<p class="notice">
        <span>${text.needsReload}</span>
        <button type="button" class="quiet small" @click=${() => location.reload()}>${text.reload}</button>
      </p>`;
    }
    const notice = this._notice ? text[this._notice] : this.preview && text.preview;
    return notice ? html`<p class="notice">${notice}</p>` : nothing;
  }

  #renderCategories(consent: Consent): TemplateResult {
    const { locale } = this.#localized;
    const text = this.#text;
    const isDetailed = this._policy !== undefined;
    const context: CategoryContext = {
      text,
      locale,
      isDetailed,
      draft: this.#draftOf(consent),
      hasPrivacyControl: hasGlobalPrivacyControl(),
      onChange: (change) => (this._draft = change(this.#draftOf(consent))),
    };
    const categories = this._policy?.categories ?? bareCategories(consent.policy, text);
    return html`${categories.map((category) => categoryRow(category, context))}
    ${isDetailed ? nothing : this.#renderLoadState()}`;
  }

  #draftOf(consent: Consent): readonly GrantId[] {
    return this._draft ?? consent.get().granted;
  }

  #renderLoadState(): TemplateResult {
    const text = this.#text;
    if (this._loadState === "loading") return html`<p class="notice">${text.loading}</p>`;
    return html`<div role="alert">
      <p class="notice">
        <span>${text.loadFailed}</span>
        <button type="button" class="quiet small" @click=${this.#loadPolicy}>${text.retry}</button>
      </p>
    </div>`;
  }

  #renderAnswer(consent: Consent): TemplateResult {
    const { locale } = this.#localized;
    const text = this.#text;
    const snapshot = consent.get();
    return answerPanel(snapshot, {
      text,
      locale,
      receipt: snapshot.id && !this.preview ? findReceipt(snapshot.id) : undefined,
      onExport: async () => downloadJson(text.exportName, await consent.export()),
      onWithdraw: () => this.#answer((context) => consent.withdraw(context), "withdrawn"),
      onCopy: async (receipt) => void (this._notice = await copyReceipt(receipt)),
      onVerify: async (receipt) => void (this._notice = await verifyReceipt(this.api, receipt, snapshot)),
      onErase: (receipt) => this.#erase(receipt),
    });
  }

  async #erase(receipt: Receipt): Promise<void> {
    const text = this.#text;
    const isSure = await confirmDialog(this, {
      title: text.eraseTitle,
      message: text.eraseMessage,
      confirm: text.eraseConfirm,
      cancel: text.cancel,
      tone: "danger",
    });
    if (isSure) this._notice = await eraseRecord(this.api, receipt);
  }

  async #loadPolicy(): Promise<void> {
    if (!this.consent) return;
    this._loadState = "loading";
    try {
      this._policy = await loadPolicy(this.api, this.consent.policy, this);
      this._loadState = "loaded";
    } catch {
      this._loadState = "failed";
    }
  }

  readonly #close = (): void => {
    this.open = false;
  };

  /** By Esc and by the close button alike. */
  readonly #onClose = (): void => {
    this.open = false;
    if (this.preview) this.remove();
  };

  readonly #save = (): void =>
    void this.#answer((context) => {
      const { consent } = this;
      return consent?.set({ ...context, granted: this.#draftOf(consent) });
    });

  readonly #acceptAll = (): void => void this.#answer((context) => this.consent?.acceptAll(context));
  readonly #rejectAll = (): void => void this.#answer((context) => this.consent?.rejectAll(context));

  async #answer(give: (context: AnswerContext) => Promise<void> | undefined, notice?: Notice): Promise<void> {
    if (this.preview || !this.consent) return this.#close();
    const before = this.consent.get().id;
    await give({ source: "preferences", layout: "preferences", locale: this.#localized.locale });
    this._notice = this.consent.get().id === before ? "failed" : this.#needsReload() ? "needsReload" : notice;
    if (this._notice !== "failed") this._draft = undefined;
    if (!this._notice) this.#close();
  }

  /** A script that has run cannot be taken back, only left out of the next page. */
  #needsReload(): boolean {
    return [...(this.consent?.gate?.ran ?? [])].some((id) => !this.consent?.has(id));
  }
}
