import { html, type Html, type HtmlValue } from "../http/html.ts";
import type { ConsolePage } from "./console-page.ts";
import { tableView } from "./table.view.ts";

/** Values over even steps of time, oldest first; each step has one value of every series. */
export interface Trend {
  title: string;
  /** The gist in words. */
  summary: string;
  /** Heads of the table: of the steps, then of each series. */
  heads: readonly [step: string, ...series: string[]];
  steps: readonly { name: string; values: readonly number[] }[];
}

/** How often something was, for things that share a whole. */
export interface Share {
  name: HtmlValue;
  count: number;
}

const WIDTH = 600;
const HEIGHT = 140;

/** A line with the area below it. Each step says its value when pointed at; the table below says all of them. */
export function lineChart(page: ConsolePage, trend: Trend): Html {
  const values = trend.steps.map((step) => step.values[0] ?? 0);
  const top = niceTop(Math.max(0, ...values));
  const width = WIDTH / Math.max(1, values.length - 1);
  const points = values.map((value, index) => `${round(index * width)},${heightOf(value, top)}`).join(" ");
  return chart(
    page,
    trend,
    top,
    html`<polygon class="area" points="0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}" />
      <polyline class="line" points="${points}" />
      ${trend.steps.map((step, index) => {
        const start = Math.max(0, (index - 0.5) * width);
        const end = Math.min(WIDTH, (index + 0.5) * width);
        return pointer(page, trend, step, start, end - start);
      })}`,
  );
}

/** Bars beside each other, a group for each step. */
export function groupedBars(page: ConsolePage, trend: Trend): Html {
  const top = niceTop(Math.max(0, ...trend.steps.flatMap(({ values }) => values)));
  return bars(page, trend, top, (values, start, width) => {
    const each = width / values.length;
    return values.map((value, series) =>
      bar(series, start + series * each, each, heightOf(value, top), HEIGHT),
    );
  });
}

/** Bars on top of each other, one for each step. */
export function stackedBars(page: ConsolePage, trend: Trend): Html {
  const top = niceTop(Math.max(0, ...trend.steps.map(({ values }) => sum(values))));
  return bars(page, trend, top, (values, start, width) => {
    let below = 0;
    return values.map((value, series) => {
      const [bottom, upper] = [heightOf(below, top), heightOf(below + value, top)];
      below += value;
      return bar(series, start, width, upper, bottom);
    });
  });
}

/** How a whole divides: a table whose last column is drawn as well. */
export function shareTable(
  page: ConsolePage,
  {
    title,
    heads,
    shares,
  }: { title: string; heads: readonly [name: string, count: string]; shares: readonly Share[] },
): Html {
  const { text, formats } = page;
  const total = sum(shares.map(({ count }) => count));
  const drawn = shares.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count);
  const highest = Math.max(1, ...drawn.map(({ count }) => count));
  if (drawn.length === 0)
    return html`<section class="surface panel">
      <h2>${title}</h2>
      <p class="muted">${text.overview.nothing}</p>
    </section>`;
  return html`<section class="surface panel">
    <table class="shares">
      <caption>
        ${title}
      </caption>
      <thead class="hidden">
        <tr>
          ${[...heads, text.overview.share].map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${drawn.map(
          ({ name, count }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${formats.count(count)}</td>
              <td class="drawn">
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="series-0" width="${round((100 * count) / highest)}" height="8" rx="1" />
                </svg>
                <span>${formats.percent(count / total)}</span>
              </td>
            </tr> `,
        )}
      </tbody>
    </table>
  </section>`;
}

function bars(
  page: ConsolePage,
  trend: Trend,
  top: number,
  draw: (values: readonly number[], start: number, width: number) => Html[],
): Html {
  const width = WIDTH / Math.max(1, trend.steps.length);
  const gap = width * 0.2;
  return chart(
    page,
    trend,
    top,
    html`${trend.steps.map((step, index) => [
      draw(step.values, index * width + gap / 2, width - gap),
      pointer(page, trend, step, index * width, width),
    ])}`,
  );
}

function bar(series: number, start: number, width: number, upper: number, bottom: number): Html {
  return html`<rect
    class="series-${series}"
    x="${round(start)}"
    y="${upper}"
    width="${round(width)}"
    height="${round(bottom - upper)}"
  />`;
}

/** The frame of a chart: its scale, its drawing, when it begins and ends, and the same as a table. */
function chart(page: ConsolePage, trend: Trend, top: number, drawing: Html): Html {
  const { formats, text } = page;
  const { title, summary, heads, steps } = trend;
  const [, ...series] = heads;
  const edges = [steps[0], steps[Math.floor((steps.length - 1) / 2)], steps.at(-1)];
  return html`<figure class="surface panel chart">
    <figcaption>
      <h2>${title}</h2>
      <p class="muted">${summary}</p>
      ${
        series.length > 1 &&
        html`<ul class="legend" aria-hidden="true">
          ${series.map(
            (name, index) =>
              html`<li>
                <svg class="key" viewBox="0 0 10 10" width="10" height="10">
                  <rect class="series-${index}" width="10" height="10" rx="2" /></svg
                >${name}
              </li>`,
          )}
        </ul>`
      }
    </figcaption>
    <div class="plot" aria-hidden="true">
      <ol class="scale">
        ${[top, top / 2, 0].map((value) => html`<li>${formats.count(value)}</li>`)}
      </ol>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none">
        ${[0, 0.5, 1].map((share) => html`<path class="grid" d="M0 ${HEIGHT * share}H${WIDTH}" />`)}
        ${drawing}
      </svg>
      <ol class="times">
        ${edges.map((step) => html`<li>${step?.name}</li>`)}
      </ol>
    </div>
    <details>
      <summary>${text.overview.asTable}<span class="hidden">: ${title}</span></summary>
      ${tableView(page, {
        caption: title,
        captionIsHidden: true,
        columns: heads.map((head, column) =>
          column === 0
            ? { head, kind: "row-header" as const, cell: (step: Trend["steps"][number]) => step.name }
            : {
                head,
                kind: "number" as const,
                cell: (step: Trend["steps"][number]) => formats.count(step.values[column - 1] ?? 0),
              },
        ),
        items: steps,
      })}
    </details>
  </figure>`;
}

/** What browsers show when a step is pointed at. */
function pointer(
  { formats }: ConsolePage,
  { heads: [, ...series] }: Trend,
  { name, values }: Trend["steps"][number],
  start: number,
  width: number,
): Html {
  const said = series.map((one, index) => `${one}: ${formats.count(values[index] ?? 0)}`).join(", ");
  return html`<rect class="pointer" x="${round(start)}" y="0" width="${round(width)}" height="${HEIGHT}">
    <title>${name} · ${said}</title>
  </rect>`;
}

/** A round number at or above the highest value, whose half is whole. */
function niceTop(highest: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  const factors = step === 1 ? [2, 4, 6, 8] : [1, 1.2, 1.4, 1.6, 1.8, 2, 3, 4, 5, 6, 8];
  return step * (factors.find((factor) => factor * step >= highest) ?? 10);
}

function heightOf(value: number, top: number): number {
  return round(HEIGHT - (value / top) * HEIGHT);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
