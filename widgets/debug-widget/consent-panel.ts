import { html, nothing, type TemplateResult } from "lit";
import type { CategoryId } from "../../server/contract/index.ts";
import { renderAudit } from "./audit-section.ts";
import { renderEmpty, renderFacts } from "./facts.ts";
import { fillText } from "./fill-text.ts";
import type { PanelMessages } from "./panel-messages.ts";
import type { ConsentSnapshot, PageConsent } from "./page-consent.ts";
import type { PanelContext } from "./panel-context.ts";
import { formatClock } from "./value-text.ts";

type Standing = "always" | "granted" | "partly" | "refused";

/** What the visitor answered, as this page holds it, and whether the server received the same. */
export function renderConsentPanel(context: PanelContext): TemplateResult {
  const { consent, text, now, locale } = context;
  if (!consent) return html`${renderEmpty(text.noDecision, text.noDecisionHint)} ${renderAudit(context)}`;
  const snapshot = consent.get();
  return html`${snapshot.decided ? nothing : renderEmpty(text.noDecision, text.noDecisionHint)}
    <ul class="rows">
      ${categoriesOf(consent).map((category) => renderCategory(category, consent, text))}
    </ul>
    ${renderFacts([
      [text.decidedAt, snapshot.decidedAt && formatClock(Date.parse(snapshot.decidedAt), now, locale)],
      [text.decision, snapshot.id],
      [text.policyVersion, snapshot.policyVersion],
    ])}
    ${renderDifference(snapshot, context)} ${renderAudit(context)}`;
}

/** Essential first; what can be refused comes in the policy's order. */
function categoriesOf({ policy }: PageConsent): CategoryId[] {
  const optional = Object.keys(policy.services) as CategoryId[];
  return ["essential", ...optional.filter((category) => category !== "essential")];
}

function renderCategory(category: CategoryId, consent: PageConsent, text: PanelMessages): TemplateResult {
  const services = consent.get().granted.filter((id) => id.startsWith(`${category}.`));
  const standing = judge(category, consent, services.length);
  const labels: Record<Standing, string> = {
    always: text.alwaysOn,
    granted: text.granted,
    partly: services.join(", "),
    refused: text.refused,
  };
  return html`<li class="row">
    <span>${text.categories[category]}</span>
    <span class="size standing ${standing}">${labels[standing]}</span>
  </li>`;
}

function judge(category: CategoryId, consent: PageConsent, services: number): Standing {
  if (category === "essential") return "always";
  if (consent.has(category)) return "granted";
  return services > 0 ? "partly" : "refused";
}

function renderDifference({ granted }: ConsentSnapshot, { answer, text }: PanelContext): unknown {
  const received = answer.consent.granted;
  if (received.length === granted.length && received.every((id) => granted.includes(id))) return nothing;
  return html`<p class="note warn">
    ${fillText(text.serverDiffers, { granted: received.join(", ") || text.categories.essential })}
  </p>`;
}
