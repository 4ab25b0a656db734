import { html, nothing, type TemplateResult } from "lit";
import type { ConsentSnapshot } from "../consent/consent-snapshot.ts";
import { dateTimeFormat } from "../shared/locale.ts";
import type { PreferencesMessages } from "./messages.ts";

export interface AnswerPanelContext {
  text: PreferencesMessages;
  locale: string;
  onExport: () => Promise<void>;
  onWithdraw: () => Promise<void>;
}

/** The visitor's last answer: when, which receipt, under which policy; to take away or to take back. */
export function answerPanel(snapshot: ConsentSnapshot, context: AnswerPanelContext): TemplateResult {
  const { text } = context;
  if (!snapshot.id || !snapshot.decidedAt) return html`<div class="answer"><p>${text.noAnswer}</p></div>`;
  const time = dateTimeFormat(context.locale, { dateStyle: "medium", timeStyle: "short" });
  return html`<div class="answer">
    <p>
      ${text.lastAnswer(time.format(new Date(snapshot.decidedAt)))}<br />
      ${text.receipt} <code title=${snapshot.id}>${shortReceipt(snapshot.id)}</code>,
      ${text.policy(snapshot.policyVersion)}
      ${snapshot.persisted ? nothing : html`<br />${text.notPersisted}`}
    </p>
    <span>
      <button type="button" class="quiet small" @click=${context.onExport}>${text.export}</button>
      ${
        snapshot.granted.length
          ? html`<button type="button" class="danger small" @click=${context.onWithdraw}>
              ${text.withdraw}
            </button>`
          : nothing
      }
    </span>
  </div>`;
}

/** `7f3a91c2-…` as `7f3a-91c2`: enough to name it on the telephone. */
function shortReceipt(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4, 8)}`;
}
