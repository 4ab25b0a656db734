import { MINUTES, YEARS } from "../content/archive.ts";
import { COUNCIL, SECRETARY } from "../content/council.ts";
import { longDate, nextSessionDate, weekday } from "../dates.ts";
import { html } from "../../server/http/html.ts";
import { minutesRow } from "../minutes-row.ts";
import type { Page, Visit } from "../page.ts";
import { townscape } from "../townscape.ts";

const LATEST = 6;

export function homePage(visit: Visit): Page {
  return {
    title: "Minutes of the town council",
    description: "What the council of Vallesol decided, session by session, free to read.",
    main: html`<div class="hero">
        <div class="frame hero-text">
          <h1>What the town decided, in&nbsp;its&nbsp;own&nbsp;words.</h1>
          <p class="lead">
            The minutes of every plenary session of Vallesol, free to read, a few days after the vote.
          </p>
          <form class="search" action="/demo/minutes" role="search">
            <label for="hero-search">Search the minutes</label>
            <input id="hero-search" name="q" type="search" placeholder="lamps, bus, water…" maxlength="80" />
            <button class="button primary">Search</button>
          </form>
        </div>
        ${townscape()}
      </div>
      <div class="frame home-columns">
        <section aria-labelledby="latest">
          <h2 id="latest">Latest sessions</h2>
          <ol class="minutes-list">
            ${MINUTES.slice(0, LATEST).map(minutesRow)}
          </ol>
          <p class="more"><a href="/demo/minutes">All ${MINUTES.length} sessions on record</a></p>
        </section>
        <aside>${nextSession(visit.now)} ${years()} ${council()}</aside>
      </div>`,
  };
}

function nextSession(now: number) {
  const date = nextSessionDate(now);
  return html`<section class="card next-session" aria-labelledby="next">
    <h2 id="next">Next session</h2>
    <p><time datetime="${date}">${weekday(date)}, ${longDate(date)}</time>, at 19:00</p>
    <p class="muted">
      Council chamber, first floor. Open to everybody; questions from the public at the end.
    </p>
  </section>`;
}

function years() {
  return html`<section aria-labelledby="years">
    <h2 id="years">By year</h2>
    <ul class="chips">
      ${YEARS.map((year) => html`<li><a href="/demo/minutes?year=${year}">${year}</a></li>`)}
    </ul>
  </section>`;
}

function council() {
  return html`<section aria-labelledby="council">
    <h2 id="council">The council</h2>
    <ul class="council">
      ${COUNCIL.map(({ name, post }) => html`<li>${name}<small>${post}</small></li>`)}
      <li>${SECRETARY}<small>Secretary</small></li>
    </ul>
  </section>`;
}
