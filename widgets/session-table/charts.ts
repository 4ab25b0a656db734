import type { TemplateResult } from "lit";
import { html, nothing, svg } from "lit";

export interface Share {
  label: string;
  count: number;
}

const WIDTH = 200;
const HEIGHT = 36;
/** More than these cannot be told apart in a bar this small; the tables name all. */
const SHOWN_SHARES = 3;

/** A line over even steps, the area below it filled. Decorative: the tables beside it say the same. */
export function lineChart(values: readonly number[]): TemplateResult {
  const highest = Math.max(1, ...values);
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values.map(
    (value, index) => `${round(index * step)},${round(HEIGHT - 1 - (value / highest) * (HEIGHT - 4))}`,
  );
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${svg`<polygon points="0,${HEIGHT} ${points.join(" ")} ${WIDTH},${HEIGHT}" />`}
    ${svg`<polyline points=${points.join(" ")} />`}
  </svg>`;
}

/** One bar divided in shares, the largest first, and the first of them in words where they have some. */
export function shareChart(
  shares: readonly Share[],
  percent: (share: number) => string,
): TemplateResult | typeof nothing {
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return nothing;
  const sorted = shares.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
  let start = 0;
  const bars = sorted.map(({ count }, index) => {
    const [x, width] = [start, (count / total) * WIDTH];
    start += width;
    return svg`<rect class="share-${Math.min(index, SHOWN_SHARES)}" x=${round(x)} width=${round(Math.max(0, width - 1))} height="8" />`;
  });
  return html`<svg class="bars" viewBox="0 0 ${WIDTH} 8" preserveAspectRatio="none" aria-hidden="true">
      ${bars}
    </svg>
    <ul class="shares" aria-hidden="true">
      ${sorted
        .slice(0, SHOWN_SHARES)
        .filter(({ label }) => label)
        .map(
          ({ label, count }, index) =>
            html`<li><span class="key share-${index}"></span>${label} ${percent(count / total)}</li>`,
        )}
    </ul>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
