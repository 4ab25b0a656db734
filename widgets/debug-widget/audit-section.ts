import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { type AuditMessages, auditMessages } from "./audit.messages.ts";
import { auditObserved, type Finding } from "./cookie-audit.ts";
import { fillText } from "./fill-text.ts";
import { observeStorage } from "./observe-storage.ts";
import type { PanelContext } from "./panel-context.ts";

/** What the policy declares against what is there, by name; and a banner that the page hides. */
export function renderAudit(context: PanelContext): TemplateResult {
  const text = auditMessages(context.locale);
  return html`${isBannerHidden() ? html`<p class="note warn">${text.bannerHidden}</p>` : nothing}
    <h2>${text.title}</h2>
    ${renderFindings(context, text)}
    <p class="note">${text.limits}</p>`;
}

function renderFindings(context: PanelContext, text: AuditMessages): TemplateResult {
  const { policy, consent } = context;
  if (!policy) return html`<p class="note">${text.noPolicy}</p>`;
  const observed = observeStorage(context);
  const findings = auditObserved(observed, policy, (id) => id === "essential" || !!consent?.has(id));
  const count = observed.length;
  if (!findings.length) return html`<p class="note">${fillText(text.clean, { count })}</p>`;
  return html`<p class="note warn">${fillText(text.found, { found: findings.length, count })}</p>
    <ul class="rows">
      ${repeat(
        findings,
        ({ kind, name }) => `${kind} ${name}`,
        (finding) => renderFinding(finding, text),
      )}
    </ul>`;
}

function renderFinding({ kind, name, refused }: Finding, text: AuditMessages): TemplateResult {
  return html`<li class="row">
    <span class="name"
      ><code>${name}</code
      ><span class="tag warn"
        >${refused ? fillText(text.refused, { id: refused }) : text.undeclared}</span
      ></span
    >
    <span class="size">${text.kinds[kind]}</span>
  </li>`;
}

/** Whether the question is put and not to be seen: the page may hide the element itself, or what it is in. */
function isBannerHidden(): boolean {
  const banner = document.querySelector("sereno-consent-banner");
  if (!banner || banner.hidden || banner.preview) return false;
  return !banner.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}
