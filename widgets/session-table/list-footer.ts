import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { numberFormat } from "../shared/locale.ts";
import type { SessionTableMessages } from "./messages.ts";
import { fill, formatPlural } from "./plural.ts";
import type { SessionListState } from "./session-list-state.ts";

export interface FooterOptions {
  text: SessionTableMessages;
  locale: string;
  list: SessionListState;
  selectedCount: number;
  onEndSelected: () => void;
  onClearSelection: () => void;
  onShowMore: () => void;
}

/** Below the rows, always as high: the count, or what to do with the chosen rows; and the next page. */
export function footerTemplate(options: FooterOptions): TemplateResult {
  return html`<footer class="footer">
    ${options.selectedCount > 0 ? selection(options) : html`<span class="count">${countText(options)}</span>`}
    ${showMore(options)}
  </footer>`;
}

function selection({
  text,
  locale,
  selectedCount,
  onEndSelected,
  onClearSelection,
}: FooterOptions): TemplateResult {
  return html`<span class="selection">
    <strong>${formatPlural(text.selected, selectedCount, locale)}</strong>
    <button class="danger small" @click=${onEndSelected}>${text.endSelected}</button>
    <button class="link small" @click=${onClearSelection}>${text.clearSelection}</button>
  </span>`;
}

function countText({ text, locale, list }: FooterOptions): string {
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

function showMore({ text, list, onShowMore }: FooterOptions): TemplateResult | typeof nothing {
  if (!list.nextCursor) return nothing;
  return html`${list.hasMoreFailed ? html`<span class="error" role="alert">${text.moreFailed}</span>` : nothing}
    <button
      class="quiet small more"
      aria-disabled=${list.isLoadingMore}
      aria-busy=${list.isLoadingMore}
      @click=${onShowMore}
    >
      ${text.showMore}
    </button>`;
}
