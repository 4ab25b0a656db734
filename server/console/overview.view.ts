import type {
  AuditEntryResource,
  DeviceType,
  EndReason,
  FrontendEventGroup,
  MetricsAnswer,
  MetricsWindow,
} from "../contract/index.ts";
import { METRICS_WINDOWS } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import { auditColumns, type NamesOf } from "./audit.page.ts";
import { userLink } from "./cells.view.ts";
import { groupedBars, lineChart, shareTable } from "./charts.view.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import { groupColumns } from "./events.page.ts";
import { tableView } from "./table.view.ts";

export interface Overview {
  metrics: MetricsAnswer;
  errors: readonly FrontendEventGroup[];
  latest: readonly AuditEntryResource[];
  nameOf: NamesOf;
}

/** How it goes: figures, charts, and what asks for attention. */
export function overviewView(page: ConsolePage, { metrics, errors, latest, nameOf }: Overview): Html {
  const { text, formats } = page;
  return html`${windows(page, metrics.window)}
    <p class="muted as-of">${text.overview.asOf} ${formats.time(metrics.generatedAt)}</p>
    ${tiles(page, metrics)}
    <div class="panels">${trends(page, metrics)}</div>
    <div class="panels">${divisions(page, metrics)}</div>
    <section class="surface">
      <h2>${text.overview.errors}</h2>
      ${
        errors.length === 0
          ? html`<p class="muted">${text.overview.noErrors}</p>`
          : tableView(page, {
              caption: text.overview.errors,
              captionIsHidden: true,
              columns: groupColumns(page),
              items: errors,
            })
      }
      <p class="more">
        <a href="${addressOf(page, "/admin/frontend-events/groups", { level: "error" })}"
          >${text.overview.errorsAll}</a
        >
      </p>
    </section>
    <section class="surface">
      <h2>${text.overview.latest}</h2>
      ${
        latest.length === 0
          ? html`<p class="muted">${text.audit.empty}</p>`
          : tableView(page, {
              caption: text.overview.latest,
              captionIsHidden: true,
              columns: auditColumns(page, nameOf),
              items: latest,
            })
      }
      <p class="more"><a href="${addressOf(page, "/admin/audit")}">${text.overview.latestAll}</a></p>
    </section>`;
}

function windows(page: ConsolePage, present: MetricsWindow): Html {
  const { text } = page;
  const link = (window: MetricsWindow) =>
    html`<li>
      <a href="${addressOf(page, "/admin", { window })}" ${window === present && html`aria-current="true"`}
        >${text.overview.windows[window]}</a
      >
    </li>`;
  return html`<nav class="choices" aria-label="${text.overview.window}">
    <ul>
      ${METRICS_WINDOWS.map(link)}
    </ul>
  </nav>`;
}

function tiles(page: ConsolePage, metrics: MetricsAnswer): Html {
  const { formats } = page;
  const text = page.text.overview;
  const { active, logins, averageDurationSeconds: average, expiredLastHour } = metrics;
  const ended = Object.values(metrics.endsByReason).reduce((total, count) => total + count, 0);
  return html`<dl class="tiles">
    ${tile(text.activeNow, formats.count(active.total), text.ofThem(formats.count(active.signedIn), formats.count(active.anonymous)))}
    ${tile(text.averageDuration, average === null ? page.text.none : formats.duration(average), text.ofEnded(formats.count(ended)))}
    ${tile(text.expiredLastHour, formats.count(expiredLastHour), text.byDeadline)}
    ${tile(
      text.signInRate,
      logins.successRate === null ? page.text.none : formats.percent(logins.successRate),
      text.signInCounts(formats.count(logins.succeeded), formats.count(logins.failed)),
    )}
  </dl>`;
}

/** A figure, with what it is and what stands behind it. */
export function tile(name: string, figure: string, detail: string): Html {
  return html`<div class="surface tile">
    <dt>${name}</dt>
    <dd class="figure"><bdi>${figure}</bdi></dd>
    <dd class="muted"><bdi>${detail}</bdi></dd>
  </div>`;
}

function trends(page: ConsolePage, { series, window }: MetricsAnswer): Html[] {
  const { formats } = page;
  const text = page.text.overview;
  const nameOf = (at: string) =>
    window === "30d" || window === "90d" ? formats.day(at) : formats.minute(at);
  const count = (values: number[]) => formats.count(values.reduce((total, value) => total + value, 0));
  const active = series.map((point) => point.active);
  const [least, most, last] = [Math.min(...active), Math.max(...active), active.at(-1) ?? 0].map(
    formats.count,
  );
  return [
    lineChart(page, {
      title: text.activeOverTime,
      summary: text.range(least ?? "", most ?? "", last ?? ""),
      heads: [text.time, text.active],
      steps: series.map((point) => ({ name: nameOf(point.at), values: [point.active] })),
    }),
    groupedBars(page, {
      title: text.startsAndEnds,
      summary: text.totals(
        count(series.map(({ started }) => started)),
        count(series.map(({ ended }) => ended)),
      ),
      heads: [text.time, text.started, text.ended],
      steps: series.map((point) => ({ name: nameOf(point.at), values: [point.started, point.ended] })),
    }),
  ];
}

function divisions(page: ConsolePage, { byDevice, byUser, endsByReason, consent }: MetricsAnswer): Html[] {
  const { overview: text, devices, endReasons, consent: words } = page.text;
  return [
    shareTable(page, {
      title: text.byDevice,
      heads: [text.device, text.count],
      shares: byDevice.map(({ device, count }) => ({ name: devices[device as DeviceType] ?? device, count })),
    }),
    shareTable(page, {
      title: text.byUser,
      heads: [text.user, text.count],
      shares: byUser.map(({ user, count }) => ({ name: userLink(page, user), count })),
    }),
    shareTable(page, {
      title: text.endsByReason,
      heads: [text.reason, text.count],
      shares: (Object.entries(endsByReason) as [EndReason, number][]).map(([reason, count]) => ({
        name: endReasons[reason],
        count,
      })),
    }),
    shareTable(page, {
      title: text.consent,
      heads: [text.answer, text.answers],
      shares: [
        { name: words.accepted, count: consent.accepted },
        { name: words.rejected, count: consent.rejected },
        { name: words.chosen, count: consent.chosen },
        { name: words.withdrawn, count: consent.withdrawn },
      ],
    }),
  ];
}
