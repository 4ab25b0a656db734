import type { GrantId, PolicyResource, ReceiptResource } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import type { ReceiptTexts } from "./texts/consent-texts.ts";

/** What the visitor keeps of an answer. */
export interface Receipt {
  id: string;
  secret: string;
}

/** What the receipt page shows: a new receipt, a record, or what became of one; always the form to look one up. */
export interface ReceiptPageState {
  fresh?: Receipt | undefined;
  shown?: { receipt: Receipt; record: ReceiptResource };
  isErased?: boolean;
  /** There is no record for what was asked. */
  isUnknown?: boolean;
  /** Where to go afterwards, a path of this origin; `""` for nowhere. */
  next?: string;
  isPrivacyControlled: boolean;
  locale: string;
  text: ReceiptTexts;
  basePath: string;
}

export function receiptPage(state: ReceiptPageState): Html {
  const { fresh, shown, isErased, isUnknown, next = "", isPrivacyControlled, text, basePath } = state;
  return html`<main class="card wide">
    <h1>${text.title}</h1>
    ${fresh && newReceipt(fresh, text)}
    ${fresh && isPrivacyControlled && html`<p class="notice">${text.privacyControl}</p>`}
    ${isErased && html`<p class="notice done" role="status">${text.erased}</p>`}
    ${isUnknown && html`<p class="notice failed" role="alert">${text.unknown}</p>`}
    ${shown && recordSection(shown, state)} ${!shown && lookUpForm(basePath, text)}
    <p class="about-cookies">
      ${next !== "" && html`<a href="${next}">${text.back}</a> · `}<a href="${basePath}/consent"
        >${text.change}</a
      >
    </p>
  </main>`;
}

function newReceipt({ id, secret }: Receipt, text: ReceiptTexts): Html {
  return html`<p class="notice done" role="status">${text.saved}</p>
    <dl>
      <dt>${text.number}</dt>
      <dd><code>${id}</code></dd>
      <dt>${text.secret}</dt>
      <dd><code>${secret}</code></dd>
    </dl>
    <p>${text.keep}</p>`;
}

function lookUpForm(basePath: string, text: ReceiptTexts): Html {
  return html`<section class="choice" aria-labelledby="look-up">
    <h2 id="look-up">${text.lookUp}</h2>
    <form method="post" action="${basePath}/consent/receipt" autocomplete="off">
      <label for="receipt-id">${text.number}</label>
      <input id="receipt-id" name="id" required maxlength="36" spellcheck="false" />
      <label for="receipt-secret">${text.secret}</label>
      <input id="receipt-secret" name="secret" required maxlength="200" spellcheck="false" />
      <div class="row"><button name="do" value="show">${text.show}</button></div>
    </form>
  </section>`;
}

function recordSection(
  { receipt, record }: NonNullable<ReceiptPageState["shown"]>,
  { basePath, locale, text }: ReceiptPageState,
): Html {
  const granted = record.granted.map((id) => nameOf(id, record.policy)).join(", ");
  return html`<section aria-labelledby="record">
    <h2 id="record">${text.record}</h2>
    <dl>
      <dt>${text.answer}</dt>
      <dd>${text[`actions.${record.action}`]}</dd>
      <dt>${text.granted}</dt>
      <dd>${granted || text.nothing}</dd>
      <dt>${text.decidedAt}</dt>
      <dd>${time(record.decidedAt, locale)}</dd>
      <dt>${text.receivedAt}</dt>
      <dd>${time(record.receivedAt, locale)}</dd>
      <dt>${text.policyVersion}</dt>
      <dd>${record.policyVersion}</dd>
      <dt>${text.hash}</dt>
      <dd><code>${record.hash}</code></dd>
    </dl>
    <form method="post" action="${basePath}/consent/receipt">
      <input type="hidden" name="id" value="${receipt.id}" />
      <input type="hidden" name="secret" value="${receipt.secret}" />
      <div class="row">
        <button name="do" value="export">${text.export}</button>
        <button name="do" value="erase">${text.erase}</button>
      </div>
    </form>
  </section>`;
}

function nameOf(grant: GrantId, { categories }: PolicyResource): string {
  const [id, service] = grant.split(".");
  const category = categories.find((one) => one.id === id);
  return (category?.services.find((one) => one.id === service) ?? category)?.name ?? grant;
}

function time(iso: string, locale: string): Html {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return html`<time datetime="${iso}">${format.format(new Date(iso))} UTC</time>`;
}
