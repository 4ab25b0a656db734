import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { formatAbsolute } from "../shared/time-format.ts";
import { renderEmpty } from "./facts.ts";
import type { PanelContext } from "./panel-context.ts";
import { formatClock } from "./value-text.ts";

/** The last 10 paths, newest first. */
export function renderHistoryPanel({ answer, text, now, locale }: PanelContext): TemplateResult {
  const visits = answer.path_history.slice(0, 10);
  if (visits.length === 0) return renderEmpty(text.noHistory, text.noHistoryHint);
  return html`<ol class="rows">
    ${repeat(
      visits,
      ({ path, at }) => `${at} ${path}`,
      ({ path, at }) =>
        html`<li class="row">
          <code>${path}</code>
          <time class="size" datetime=${at} title=${formatAbsolute(Date.parse(at), locale)}
            >${formatClock(Date.parse(at), now, locale)}</time
          >
        </li>`,
    )}
  </ol>`;
}
