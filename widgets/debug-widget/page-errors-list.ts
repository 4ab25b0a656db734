import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { EventLogMessages } from "./event-log.messages.ts";
import { fillText } from "./fill-text.ts";
import type { PageError } from "./page-errors.ts";
import type { PanelContext } from "./panel-context.ts";
import { formatClock } from "./value-text.ts";

/** JavaScript errors and unhandled rejections of this page, newest first. */
export function renderPageErrors({
  errors,
  text,
  now,
  locale,
}: Pick<PanelContext, "errors" | "now" | "locale"> & { text: EventLogMessages }): TemplateResult {
  if (errors.length === 0) return html`<p class="note">${text.noErrors}</p>`;
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

function describe({ kind, source, count }: PageError, text: EventLogMessages): string {
  const times = count > 1 && fillText(text.times, { count });
  return [kind === "rejection" && text.rejection, source, times].filter(Boolean).join(" · ");
}
