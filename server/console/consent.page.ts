import {
  CONSENT_ACTIONS,
  type ConsentCounts,
  type ConsentRates,
  type DecisionResource,
} from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import { badge, code, type Shape, type Tone } from "./cells.view.ts";
import { stackedBars } from "./charts.view.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import type { ConsoleSources } from "./console-sources.ts";
import type { Column, List } from "./list.ts";
import { tile } from "./overview.view.ts";
import { tableView } from "./table.view.ts";

const BADGES: Record<DecisionResource["action"], [Shape, Tone]> = {
  accept_all: ["dot", "ok"],
  reject_all: ["square", "muted"],
  choose: ["dot", "muted"],
  withdraw: ["square", "danger"],
  expire: ["ring", "muted"],
};

const DAY_MS = 86_400_000;
/** Days of a chart; more could not be told apart. */
const DAYS = 120;

/** Decisions, one by one. */
export function decisionList(page: ConsolePage, sources: ConsoleSources): List<DecisionResource> {
  const { text } = page;
  const words = text.consent;
  return {
    path: "/admin/consent",
    caption: words.caption,
    empty: words.empty,
    fields: [
      {
        name: "action",
        label: words.action,
        type: "choice",
        choices: CONSENT_ACTIONS.map((action) => [action, words.actions[action]] as const),
      },
      { name: "locale", label: words.locale, type: "text", hint: "en-GB" },
      { name: "layout", label: words.layout, type: "text", hint: "banner" },
      { name: "policyVersion", label: words.policyVersion, type: "number" },
      { name: "from", label: text.filter.from, type: "time" },
      { name: "to", label: text.filter.to, type: "time" },
    ],
    columns: decisionColumns(page),
    read: (query) => sources.decisions(query),
  };
}

function decisionColumns(page: ConsolePage): Column<DecisionResource>[] {
  const { formats } = page;
  const text = page.text.consent;
  return [
    { head: text.received, kind: "row-header", cell: ({ receivedAt }) => formats.time(receivedAt) },
    { head: text.action, cell: ({ action }) => badge(...BADGES[action], text.actions[action]) },
    {
      head: text.granted,
      cell: ({ granted }) =>
        granted.length === 0
          ? html`<span class="muted">${text.nothing}</span>`
          : html`<span class="words">${granted.map((grant) => html`${code(grant)} `)}</span>`,
    },
    { head: text.policy, kind: "number", cell: ({ policyVersion }) => formats.count(policyVersion) },
    { head: text.locale, cell: ({ locale }) => code(locale) },
    { head: text.layout, cell: ({ layout }) => code(layout) },
    { head: text.source, cell: ({ source }) => text.sources[source] },
    { head: text.id, cell: ({ id }) => code(id) },
  ];
}

/** How visitors answered, in figures, by day, language and layout. */
export function ratesView(page: ConsolePage, rates: ConsentRates): Html {
  const { formats } = page;
  const text = page.text.consent;
  const { total, days, languages, layouts } = rates;
  const period = html`<p class="muted as-of">
    ${text.ratesPeriod} ${formats.time(rates.from)} ${text.ratesUntil} ${formats.time(rates.to)}
  </p>`;
  if (days.length === 0)
    return html`${period}
      <p class="surface empty">${text.noRates}</p>`;
  return html`${period}
    <dl class="tiles">
      ${tile(text.rate, rateText(page, total), text.acceptance)}
      ${(["accepted", "rejected", "chosen", "withdrawn"] as const).map((name) => tile(text[name], formats.count(total[name]), shareText(page, total, name)))}
    </dl>
    <div class="panels">
      ${stackedBars(page, {
        title: text.perDay,
        summary: text.answered(
          formats.count(total.accepted + total.rejected + total.chosen + total.withdrawn),
        ),
        heads: [text.day, text.accepted, text.rejected, text.chosen, text.withdrawn],
        steps: everyDay(days).map(({ day, counts }) => ({
          name: formats.day(day),
          values: [counts?.accepted ?? 0, counts?.rejected ?? 0, counts?.chosen ?? 0, counts?.withdrawn ?? 0],
        })),
      })}
    </div>
    <div class="panels wide">
      ${countsTable(
        page,
        text.byLanguage,
        text.locale,
        languages.map(({ locale, ...counts }) => ({ name: locale, counts })),
      )}
      ${countsTable(
        page,
        text.byLayout,
        text.layout,
        layouts.map(({ layout, ...counts }) => ({ name: layout, counts })),
      )}
    </div>`;
}

/** The same decisions as files. Who has not confirmed of late that it is them is asked on the way. */
export function exportLinks(page: ConsolePage, filters: Readonly<Record<string, string>>): Html {
  const { text } = page;
  const link = (format: string) => {
    const next = addressOf(page, `/api/admin/consent-decisions.${format}`, filters);
    return html`<a class="button" href="${addressOf(page, "/reauth", { next })}"
      >${text.consent.export} ${format.toUpperCase()}</a
    >`;
  };
  return html`<p class="buttons">${link("csv")} ${link("ndjson")}</p>`;
}

function countsTable(
  page: ConsolePage,
  caption: string,
  head: string,
  items: readonly { name: string; counts: ConsentCounts }[],
): Html {
  const { formats } = page;
  const text = page.text.consent;
  const number = (name: "accepted" | "rejected" | "chosen" | "withdrawn") => ({
    head: text[name],
    kind: "number" as const,
    cell: (item: (typeof items)[number]) => formats.count(item.counts[name]),
  });
  return html`<section class="surface">
    ${tableView(page, {
      caption,
      items,
      columns: [
        { head, kind: "row-header", cell: ({ name }) => code(name) },
        number("accepted"),
        number("rejected"),
        number("chosen"),
        number("withdrawn"),
        { head: text.rate, kind: "number", cell: ({ counts }) => rateText(page, counts) },
      ],
    })}
  </section>`;
}

function rateText({ formats, text }: ConsolePage, { acceptanceRate }: ConsentCounts): string {
  return acceptanceRate === null ? text.none : formats.percent(acceptanceRate);
}

function shareText(
  { formats, text }: ConsolePage,
  counts: ConsentCounts,
  name: "accepted" | "rejected" | "chosen" | "withdrawn",
): string {
  const answered = counts.accepted + counts.rejected + counts.chosen;
  if (answered === 0 || name === "withdrawn") return "";
  return `${text.overview.share}: ${formats.percent(counts[name] / answered)}`;
}

/** From the first day with answers to the last one, with those between that had none. */
function everyDay(days: ConsentRates["days"]): { day: string; counts: ConsentCounts | undefined }[] {
  const known = new Map(days.map((counts) => [counts.day, counts]));
  const last = Date.parse(days.at(-1)?.day ?? "");
  const first = Math.max(Date.parse(days[0]?.day ?? ""), last - (DAYS - 1) * DAY_MS);
  return Array.from({ length: (last - first) / DAY_MS + 1 }, (_, index) => {
    const day = new Date(first + index * DAY_MS).toISOString().slice(0, 10);
    return { day, counts: known.get(day) };
  });
}
