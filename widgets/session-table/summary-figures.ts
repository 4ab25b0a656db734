import type { TemplateResult } from "lit";
import { html } from "lit";
import type { MetricsAnswer } from "../../server/contract/index.ts";
import { dateTimeFormat, numberFormat } from "../shared/locale.ts";
import { deviceShares, endShares, type SummaryView } from "./summary-view.ts";

type Row = readonly [string, ...number[]];

/** Everything that the charts show, and the users with most sessions, as tables. */
export function figuresTemplate(view: SummaryView, metrics: MetricsAnswer): TemplateResult {
  const { text, locale } = view;
  const at = dateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const share = ({ label, count }: { label: string; count: number }): Row => [label, count];
  return html`<details class="figures">
    <summary>${text.asTables}</summary>
    <div class="figure-tables">
      ${figureTable(
        text.overTime,
        [text.time, text.started, text.ended, text.activeColumn],
        metrics.series.map((point): Row => [
          at.format(Date.parse(point.at)),
          point.started,
          point.ended,
          point.active,
        ]),
        locale,
      )}
      ${figureTable(text.devices, [text.devices, text.count], deviceShares(view, metrics).map(share), locale)}
      ${figureTable(text.ends, [text.ends, text.count], endShares(view, metrics).map(share), locale)}
      ${figureTable(
        text.signIns,
        [text.signIns, text.count],
        [
          [text.succeeded, metrics.logins.succeeded],
          [text.failed, metrics.logins.failed],
        ],
        locale,
      )}
      ${figureTable(
        text.topUsers,
        [text.topUsers, text.count],
        metrics.byUser.map(({ user, count }): Row => [user, count]),
        locale,
      )}
    </div>
  </details>`;
}

function figureTable(
  caption: string,
  heads: readonly string[],
  rows: readonly Row[],
  locale: string,
): TemplateResult {
  const digits = numberFormat(locale);
  return html`<div class="figure-table" tabindex="0" role="group" aria-label=${caption}>
    <table class="plain">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head, index) => html`<th scope="col"><span class=${index === 0 ? "hidden" : ""}>${head}</span></th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...counts]) =>
            html`<tr>
              <th scope="row"><bdi>${name}</bdi></th>
              ${counts.map((count) => html`<td>${digits.format(count)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
