import { html, nothing, type TemplateResult } from "lit";
import type { ConsentSnapshot } from "../consent/consent-snapshot.ts";
import type { Receipt } from "../consent/receipt.ts";
import { dateTimeFormat } from "../shared/locale.ts";
import type { PreferencesMessages } from "./messages.ts";

export interface AnswerPanelContext {
  text: PreferencesMessages;
  locale: string;
  /** Undefined where this browser does not hold it any more. */
  receipt: Receipt | undefined;
  onExport: () => Promise<void>;
  onWithdraw: () => Promise<void>;
  onCopy: (receipt: Receipt) => Promise<void>;
  onVerify: (receipt: Receipt) => Promise<void>;
  onErase: (receipt: Receipt) => Promise<void>;
}

/** The visitor's last answer: when, which receipt, under which policy; to take away or to take back. */
export function answerPanel(snapshot: ConsentSnapshot, context: AnswerPanelContext): TemplateResult {
  const { text, receipt } = context;
  if (!snapshot.id || !snapshot.decidedAt) return html`<div class="answer"><p>${text.noAnswer}</p></div>`;
  const time = dateTimeFormat(context.locale, { dateStyle: "medium", timeStyle: "short" });
  return html`<div class="answer">
    <p>
      ${text.lastAnswer.replace("{time}", time.format(new Date(snapshot.decidedAt)))}<br />
      ${text.receipt} <code title=${snapshot.id}>${shortReceipt(snapshot.id)}</code>,
      ${text.policy.replace("{version}", `${snapshot.policyVersion}`)}
      ${snapshot.persisted ? nothing : html`<br />${text.notPersisted}`}
    </p>
    <span>
      ${receipt ? receiptButtons(receipt, context) : nothing} ${button(text.export, context.onExport)}
      ${snapshot.granted.length ? button(text.withdraw, context.onWithdraw, "danger") : nothing}
      ${receipt ? button(text.erase, () => context.onErase(receipt), "danger") : nothing}
    </span>
  </div>`;
}

function receiptButtons(receipt: Receipt, { text, onCopy, onVerify }: AnswerPanelContext): TemplateResult {
  return html`${button(text.copy, () => onCopy(receipt))} ${button(text.verify, () => onVerify(receipt))}`;
}

function button(label: string, onClick: () => Promise<void>, style = "quiet"): TemplateResult {
  return html`<button type="button" class="${style} small" @click=${onClick}>${label}</button>`;
}

/** `7f3a91c2-…` as `7f3a-91c2`: enough to name it on the telephone. */
function shortReceipt(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4, 8)}`;
}
