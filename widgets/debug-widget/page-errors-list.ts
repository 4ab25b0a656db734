import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { renderEmpty } from "./facts.ts";
import { fillText } from "./fill-text.ts";
import type { PanelMessages } from "./panel-messages.ts";
import type { PageError } from "./page-errors.ts";
import type { PanelContext } from "./panel-context.ts";
import { formatClock } from "./value-text.ts";

/** JavaScript errors and unhandled rejections of this page, newest first. */
export function renderPageErrors({
  errors,
  text,
  now,
  locale,
}: Pick<PanelContext, "errors" | "text" | "now" | "locale">): TemplateResult {
  if (errors.length === 0) return renderEmpty(text.noErrors, text.noErrorsHint);
  return html`<ol class="rows">
    ${repeat(
      errors,
      (error) => error.id,
      (error) =>
        html`<li class="row">
          <code class="message">${error.message}</code>
          <span class="size">${formatClock(error.at, now, locale)}</span>
          <small>${describe(error, text)}</small>
        </li>`,
    )}
  </ol>`;
}

function describe({ kind, source, count }: PageError, text: PanelMessages): string {
  const times = count > 1 && fillText(text.times, { count });
  return [kind === "rejection" && text.rejection, source, times].filter(Boolean).join(" · ");
}
