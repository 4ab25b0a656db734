import { MINUTES } from "../content/archive.ts";
import { longDate, nextSessionDate, weekday } from "../dates.ts";
import { html, type Html } from "../../server/http/html.ts";
import { logoutButton } from "../layout.ts";
import type { Page, Visit } from "../page.ts";

/** The members' area; only for a visit that is signed in. */
export function membersPage(visit: Visit): Page {
  return {
    title: "Members' area",
    section: "members",
    main: html`<div class="frame">
      <p class="facts">Members' area</p>
      <h1>Good to see you, ${visit.user?.displayName}.</h1>
      <div class="members-columns">${papers()} ${attendance(visit.now)}</div>
      <section aria-labelledby="sessions">
        <h2 id="sessions">Where you are signed in</h2>
        <p class="muted">Is one of these not yours? End it here; whoever uses it is signed out at once.</p>
        <sereno-session-table scope="own"></sereno-session-table>
      </section>
      <section class="leave" aria-labelledby="leave">
        <h2 id="leave">Done for today?</h2>
        <p class="muted">On a shared computer, log out before you get up.</p>
        ${logoutButton(visit)}
      </section>
    </div>`,
  };
}

function papers(): Html {
  const reserved = MINUTES.filter((minutes) => minutes.annex !== undefined);
  return html`<section class="card" aria-labelledby="papers">
    <h2 id="papers">Reserved annexes</h2>
    <ul class="papers">
      ${reserved.map(
        ({ slug, date, annex }) =>
          html`<li>
            <a href="/demo/minutes/${slug}#annex">${annex?.title}</a><small>${longDate(date)}</small>
          </li>`,
      )}
    </ul>
  </section>`;
}

function attendance(now: number): Html {
  const date = nextSessionDate(now);
  return html`<section class="card" aria-labelledby="attendance">
    <h2 id="attendance">Next session</h2>
    <p><b>${weekday(date)}, ${longDate(date)}</b>, 19:00, council chamber</p>
    <p class="muted">
      Motions reach the secretary five working days before. If you cannot come, tell her by telephone the day
      before at the latest.
    </p>
  </section>`;
}
