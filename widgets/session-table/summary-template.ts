import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import type { MetricsAnswer, MetricsWindow } from "../../server/contract/index.ts";
import { numberFormat } from "../shared/locale.ts";
import { formatDuration } from "../shared/time-format.ts";
import { lineChart, shareChart } from "./charts.ts";
import { fill } from "./plural.ts";
import { figuresTemplate } from "./summary-figures.ts";
import { deviceShares, endShares, type SummaryView } from "./summary-view.ts";

/** Four figures with a small chart each, and the same as tables for whoever wants or needs them. */
export function summaryTemplate(view: SummaryView): TemplateResult {
  const { text, locale, metrics, hasFailed } = view;
  const digits = numberFormat(locale);
  const percent = (share: number) =>
    numberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share);
  const logins = metrics?.logins;
  return html`<div class="tiles">
      ${tile(text.active, metrics && digits.format(metrics.active.total), metrics && lineChart(metrics.series.map(({ active }) => active)))}
      ${tile(text.duration, metrics && formatAverage(metrics, locale), metrics && shareChart(deviceShares(view, metrics), percent))}
      ${tile(text.expired, metrics && digits.format(metrics.expiredLastHour), metrics && shareChart(endShares(view, metrics), percent))}
      ${tile(
        text.succeeded,
        logins && (logins.successRate === null ? "–" : percent(logins.successRate)),
        logins &&
          html`${shareChart(
              [
                { label: "", count: logins.succeeded },
                { label: "", count: logins.failed },
              ],
              () => "",
            )}
            <p class="sub">
              <bdi
                >${fill(text.signInCounts, { succeeded: digits.format(logins.succeeded), failed: digits.format(logins.failed) })}</bdi
              >
            </p>`,
      )}
    </div>
    <div class="figures-bar">
      <label>${text.window} ${windowField(view)}</label>
      <span class="error" role="status">${hasFailed ? text.unavailable : ""}</span>
      ${metrics ? figuresTemplate(view, metrics) : nothing}
    </div>`;
}

function tile(name: string, figure: string | undefined, chart: unknown): TemplateResult {
  return html`<div class="tile">
    <p class="figure"><bdi>${figure ?? html`<span class="bar"></span>`}</bdi></p>
    <p class="sub">${name}</p>
    ${chart ?? nothing}
  </div>`;
}

function windowField({ text, window, choose }: SummaryView): TemplateResult {
  return html`<select
    class="field"
    @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value as MetricsWindow)}
  >
    ${Object.entries(text.windows).map(
      ([value, words]) => html`<option value=${value} .selected=${value === window}>${words}</option>`,
    )}
  </select>`;
}

function formatAverage({ averageDurationSeconds: seconds }: MetricsAnswer, locale: string): string {
  return seconds === null ? "–" : formatDuration(seconds, locale);
}
