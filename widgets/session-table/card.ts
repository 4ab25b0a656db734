import type { TemplateResult } from "lit";
import { html } from "lit";
import { footerTemplate } from "./list-footer.ts";
import { findNotice, noticeTemplate } from "./list-notice.ts";
import type { SessionActions, SessionView } from "./session-view.ts";
import { tableTemplate } from "./table.ts";
import { toolbarTemplate } from "./toolbar.ts";

/** The whole: toolbar, then the rows, or what stands in place of them. */
export function cardTemplate(view: SessionView, actions: SessionActions): TemplateResult {
  const notice = findNotice(view, actions);
  return html`<section class="card" part="card" aria-labelledby="title">
    ${toolbarTemplate(view, actions)}
    ${
      notice
        ? noticeTemplate(notice)
        : html`<div class="scroller">${tableTemplate(view, actions)}</div>
            ${footerTemplate(view, actions)}`
    }
  </section>`;
}
