import type { TemplateResult } from "lit";
import { html } from "lit";
import { footerTemplate } from "./list-footer.ts";
import { isBarred, isBlank } from "./session-list-state.ts";
import type { SessionActions, SessionView } from "./session-view.ts";
import { tableTemplate } from "./table.ts";
import { toolbarTemplate } from "./toolbar.ts";

/** The whole: toolbar, then the rows, or what stands in place of them. */
export function cardTemplate(view: SessionView, actions: SessionActions): TemplateResult {
  return html`<section class="card" part="card" aria-labelledby="title">
    ${toolbarTemplate(view, actions)}
    ${view.hasSummary && !isBarred(view.list) ? html`<div class="summary">${view.drawSummary?.(view)}</div>` : ""}
    ${
      isBlank(view.list)
        ? view.drawNotice(view, actions)
        : html`<div class="scroller">${tableTemplate(view, actions)}</div>
            ${footerTemplate(view, actions)}`
    }
  </section>`;
}

/** Where the notices themselves cannot be had, as without a connection. */
export function plainNotice({ text }: SessionView, { reload }: SessionActions): TemplateResult {
  return html`<div class="notice">
    <p class="notice-title">${text.failedTitle}</p>
    <button class="quiet" @click=${reload}>${text.retry}</button>
  </div>`;
}

/** While they are on their way. */
export function noticeToCome(): TemplateResult {
  return html`<div class="notice" aria-busy="true"></div>`;
}
