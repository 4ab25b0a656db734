import type { TemplateResult } from "lit";
import { html } from "lit";
import { footerTemplate } from "./list-footer.ts";
import { findNotice, noticeTemplate } from "./list-notice.ts";
import type { SessionActions, SessionView } from "./session-view.ts";
import { tableTemplate } from "./table.ts";
import type { TimeTip } from "./time-tip.ts";
import { toolbarTemplate } from "./toolbar.ts";

/** The whole: toolbar, then the rows, or what stands in place of them. */
export function cardTemplate(view: SessionView, actions: SessionActions, tip: TimeTip): TemplateResult {
  const notice = findNotice(view, actions);
  return html`<section class="card" part="card" aria-labelledby="title">
    ${toolbarTemplate(view, actions)}
    ${
      notice
        ? noticeTemplate(notice)
        : html`<div
              class="scroller"
              @pointerover=${tip.show}
              @pointerout=${tip.leave}
              @focusin=${tip.show}
              @focusout=${tip.leave}
              @click=${tip.show}
              @keydown=${tip.hideOnEscape}
              @scroll=${tip.hide}
            >
              ${tableTemplate(view, actions)}
            </div>
            ${footerTemplate(view, actions)}`
    }
  </section>`;
}
