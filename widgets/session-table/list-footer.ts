import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { numberFormat } from "../shared/locale.ts";
import { fill, formatPlural } from "./plural.ts";
import type { SessionActions, SessionView } from "./session-view.ts";

/** Below the rows, always as high: the count, or what to do with the chosen rows; and the next page. */
export function footerTemplate(view: SessionView, actions: SessionActions): TemplateResult {
  return html`<footer class="footer">
    ${view.selected.length > 0 ? selection(view, actions) : html`<span class="count">${countText(view)}</span>`}
    <span class="error" role="alert">${view.list.hasMoreFailed ? view.text.moreFailed : view.problem}</span>
    ${showMore(view, actions)}
  </footer>`;
}

function selection({ text, locale, selected }: SessionView, actions: SessionActions): TemplateResult {
  return html`<span class="selection">
    <strong>${formatPlural(text.selected, selected.length, locale)}</strong>
    <button class="danger small" @click=${() => actions.askToEnd(selected)}>${text.endSelected}</button>
    <button class="link small" @click=${actions.clearSelection}>${text.clearSelection}</button>
  </span>`;
}

function countText({ text, locale, list }: SessionView): string {
  if (list.phase === "loading") return "";
  const shown = list.rows.length;
  if (list.total === undefined || list.total <= shown) return formatPlural(text.shown, shown, locale);
  const digits = numberFormat(locale);
  const total = digits.format(list.total);
  return fill(text.shownOf, {
    shown: digits.format(shown),
    total: list.totalIsCapped ? fill(text.atLeast, { total }) : total,
  });
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
