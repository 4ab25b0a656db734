import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { PathVisit } from "../../server/contract/index.ts";
import { formatAbsolute } from "../shared/time-format.ts";
import { renderEmpty } from "./facts.ts";
import type { PanelContext } from "./panel-context.ts";
import { formatClock } from "./value-text.ts";

/** The last 10 paths, newest first. */
export function renderHistoryPanel(context: PanelContext): TemplateResult {
  const { answer, text } = context;
  const visits = answer.path_history.slice(0, 10);
  if (visits.length === 0) return renderEmpty(text.noHistory, text.noHistoryHint);
  return html`<ol class="rows">
    ${repeat(
      visits,
      ({ path, at }) => `${at} ${path}`,
      (visit) => renderVisit(visit, context),
    )}
  </ol>`;
}

function renderVisit({ path, at }: PathVisit, { now, locale }: PanelContext): TemplateResult {
  const atMs = Date.parse(at);
  const absolute = Number.isNaN(atMs) ? at : formatAbsolute(atMs, locale);
  return html`<li class="row">
    <code>${path}</code>
    <time class="size" datetime=${at} title=${absolute}>${formatClock(atMs, now, locale)}</time>
  </li>`;
}
