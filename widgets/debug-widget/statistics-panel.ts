import { html, nothing, svg, type TemplateResult } from "lit";
import type { RequestStatistics } from "../../server/contract/index.ts";
import { numberFormat } from "../shared/locale.ts";
import { renderFacts, type Fact } from "./facts.ts";
import type { PanelMessages } from "./panel-messages.ts";
import type { PanelContext } from "./panel-context.ts";
import { formatClock, formatMilliseconds } from "./value-text.ts";

/** Requests of the session as the server saw them, and what this page itself took. */
export function renderStatisticsPanel({ answer, text, now, locale }: PanelContext): TemplateResult {
  const { requestCount, meanMs, slowest, lastError } = answer.statistics;
  const ms = (value: number): string => formatMilliseconds(value, locale);
  return html`<dl class="figures">
      ${renderFigure(text.requests, numberFormat(locale).format(requestCount))}
      ${renderFigure(text.mean, meanMs === null ? "–" : ms(meanMs))}
      ${renderFigure(text.slowest, slowest ? ms(slowest.ms) : "–", slowest?.path)}
    </dl>
    ${renderStatusClasses(answer.statistics, text, locale)}
    ${renderFacts([
      [
        text.lastError,
        lastError
          ? `${lastError.status} ${lastError.path} · ${formatClock(Date.parse(lastError.at), now, locale)}`
          : text.noError,
      ],
    ])}
    ${renderPageTiming(text, ms)}`;
}

function renderFigure(name: string, value: string, detail?: string): TemplateResult {
  return html`<div>
    <dt>${name} ${detail ? html`<small>${detail}</small>` : nothing}</dt>
    <dd>${value}</dd>
  </div>`;
}

function renderStatusClasses(
  { byStatusClass }: RequestStatistics,
  text: PanelMessages,
  locale: string,
): TemplateResult {
  const classes = Object.entries(byStatusClass)
    .filter(([, count]) => count > 0)
    .toSorted(([a], [b]) => a.localeCompare(b));
  return html`<h2>${text.byStatus}</h2>
    ${
      classes.length === 0
        ? html`<p class="note">${text.none}</p>`
        : html`${renderBar(classes)}
            <ul class="legend">
              ${classes.map(
                ([name, count]) =>
                  html`<li>
                    <i class=${classOf(name)}></i>${name} <b>${numberFormat(locale).format(count)}</b>
                  </li>`,
              )}
            </ul>`
    }`;
}

/** One bar, divided in proportion. Geometry stands in SVG attributes: a strict CSP has no inline style. */
function renderBar(classes: readonly (readonly [string, number])[]): TemplateResult {
  const total = classes.reduce((sum, [, count]) => sum + count, 0);
  let start = 0;
  const parts = classes.map(([name, count]) => {
    const x = start;
    start += (count / total) * 100;
    return svg`<rect class=${classOf(name)} x="${x}%" width="${(count / total) * 100}%" height="8" />`;
  });
  return html`<svg class="bar" aria-hidden="true">${parts}</svg>`;
}

/** `2xx` as a class name; a server's own word for something else stays neutral. */
function classOf(statusClass: string): string {
  return /^[1-5]xx$/.test(statusClass) ? `status-${statusClass}` : "status-other";
}

function renderPageTiming(text: PanelMessages, ms: (value: number) => string): unknown {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (!page) return nothing;
  const facts: Fact[] = [
    [text.firstByte, ms(page.responseStart - page.startTime)],
    ...page.serverTiming.map(({ name, description, duration }): Fact => [
      description || name,
      duration > 0 ? ms(duration) : "–",
    ]),
  ];
  return html`<h2>${text.thisPage}</h2>
    ${renderFacts(facts)}`;
}
