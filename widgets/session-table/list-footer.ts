import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { numberFormat } from "../shared/locale.ts";
import { fill, formatPlural } from "./plural.ts";
import { isEndable } from "./session-rules.ts";
import { countText, type SessionActions, type SessionView } from "./session-view.ts";

/** Below the rows, always as high: the count, or what to do with the chosen rows; and the next page. */
export function footerTemplate(view: SessionView, actions: SessionActions): TemplateResult {
  const { tools, selected, list, text, problem } = view;
  return html`<footer class="footer">
    ${
      (selected.length > 0 && tools?.selection(view, actions)) ||
      html`<span class="count">${shownText(view)}</span>`
    }
    <span class="error" role="alert">${list.hasMoreFailed ? text.moreFailed : problem}</span>
    ${endOthers(view, actions)} ${tools?.pageSize(view, actions)} ${showMore(view, actions)}
  </footer>`;
}

function shownText(view: SessionView): string {
  const { text, locale, list } = view;
  if (list.phase === "loading") return "";
  const shown = list.rows.length;
  if (list.total === undefined || list.total <= shown) return formatPlural(text.shown, shown, locale);
  return fill(text.shownOf, {
    shown: numberFormat(locale).format(shown),
    total: countText(view, list.total),
  });
}

/** Among one's own. */
function endOthers(
  { scope, list, text }: SessionView,
  actions: SessionActions,
): TemplateResult | typeof nothing {
  if (scope === "all" || list.rows.filter(isEndable).length < 2) return nothing;
  return html`<button class="danger small matching" @click=${actions.askToEndMatching}>
    ${text.endOthers}
  </button>`;
}

function showMore({ text, list }: SessionView, actions: SessionActions): TemplateResult | typeof nothing {
  if (!list.nextCursor) return nothing;
  return html`<button
    class="quiet small more"
    aria-disabled=${list.isLoadingMore}
    aria-busy=${list.isLoadingMore}
    @click=${actions.showMore}
  >
    ${text.showMore}
  </button>`;
}
