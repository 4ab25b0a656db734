import { filterMinutes, YEARS } from "../content/archive.ts";
import { html, type Html } from "../../server/http/html.ts";
import { minutesRow } from "../minutes-row.ts";
import type { Page, Visit } from "../page.ts";

const LONGEST_SEARCH = 80;

/** The archive, filtered by `?year=` and `?q=`; a year that is not on record is no filter. */
export function minutesListPage(visit: Visit): Page {
  const year = YEARS.find((known) => String(known) === visit.query.get("year"));
  const words = (visit.query.get("q") ?? "").slice(0, LONGEST_SEARCH).trim();
  const found = filterMinutes({ year, words });
  return {
    title: "All minutes",
    section: "minutes",
    main: html`<div class="frame narrow">
      <h1>Minutes</h1>
      ${filterForm(year, words)}
      <p class="last-search" data-last-search hidden><a href="/demo/minutes">Back to your last search</a></p>
      <h2 class="result-line">${resultLine(found.length, year, words)}</h2>
      ${
        found.length > 0
          ? html`<ol class="minutes-list">
              ${found.map(minutesRow)}
            </ol>`
          : nothingFound()
      }
    </div>`,
  };
}

function filterForm(year: number | undefined, words: string): Html {
  return html`<form class="filter" role="search">
    <p>
      <label for="filter-words">Words</label>
      <input id="filter-words" name="q" type="search" value="${words}" maxlength="${LONGEST_SEARCH}" />
    </p>
    <p>
      <label for="filter-year">Year</label>
      <select id="filter-year" name="year">
        <option value="">All years</option>
        ${YEARS.map((known) => html`<option value="${known}" ${known === year && html`selected`}>${known}</option>`)}
      </select>
    </p>
    <p><button class="button primary">Show</button></p>
  </form>`;
}

function resultLine(count: number, year: number | undefined, words: string): Html {
  const sessions = count === 1 ? "1 session" : `${count} sessions`;
  return html`${sessions}${year && html` of ${year}`}${words && html` with “${words}”`}${(year !== undefined || words !== "") && html` · <a href="/demo/minutes">Show all</a>`}`;
}

function nothingFound(): Html {
  return html`<div class="empty">
    <p><b>No session matches.</b></p>
    <p class="muted">
      All words must occur in one document. Try a single word, for example “water” or “plaza”.
    </p>
    <p><a class="button quiet" href="/demo/minutes">Show all minutes</a></p>
  </div>`;
}
