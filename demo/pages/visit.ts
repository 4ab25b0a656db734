import { html, type Html } from "../../server/http/html.ts";
import type { Page, Visit } from "../page.ts";

const HOURS: readonly (readonly [string, string])[] = [
  ["Monday to Friday", "9:00–14:00"],
  ["Thursday, also", "17:00–19:30"],
  ["Saturday, reading room only", "10:00–13:30"],
];

const CATEGORIES: readonly (readonly [string, string, string])[] = [
  ["functional", "Map", "The map on this page is embedded from elsewhere."],
  ["analytics", "Visit counter", "A script notes that this page was opened."],
  ["marketing", "Tourism board", "Nothing on this page needs it."],
];

/** Opening hours, with an embed and a script that wait for consent: what gating does on a host's page. */
export function visitPage(visit: Visit): Page {
  return {
    title: "Visit the town hall",
    section: "visit",
    main: html`<div class="frame">
        <h1>Visit the town hall</h1>
        <p class="lead">The council chamber, the archive and the reading room are open to everybody.</p>
        <div class="visit-columns">
          <section aria-labelledby="map">
            <h2 id="map">Where we are</h2>
            ${map(visit)}
          </section>
          <div>${hours()} ${waiting(visit)}</div>
        </div>
      </div>
      ${counterScript()}`,
  };
}

function map(visit: Visit): Html {
  return html`<iframe
      class="map"
      title="Map of Vallesol"
      data-consent="functional"
      data-src="/demo/embed/map"
      width="640"
      height="440"
    ></iframe>
    <div class="map map-waiting">
      <p>The map comes from elsewhere and waits for your consent.</p>
      <p>
        <sereno-consent-link
          ><a href="${visit.sereno}/consent">Allow maps and the like…</a></sereno-consent-link
        >
      </p>
    </div>
    <p class="facts">
      Plaza del Sereno, 1. <a href="/demo/embed/map">Open the map on a page of its own</a>
    </p>`;
}

function hours(): Html {
  return html`<section aria-labelledby="hours">
    <h2 id="hours">Opening hours</h2>
    <table class="hours">
      <tbody>
        ${HOURS.map(
          ([days, times]) =>
            html`<tr>
              <th scope="row">${days}</th>
              <td>${times}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function waiting(visit: Visit): Html {
  return html`<section class="card" aria-labelledby="waiting">
    <h2 id="waiting">What waits for your consent here</h2>
    <dl class="waiting" aria-live="polite">
      ${CATEGORIES.map(
        ([category, name, text]) =>
          html`<div>
            <dt>${name} <code>${category}</code></dt>
            <dd>${text} <b data-consent-state="${category}">Not allowed</b></dd>
          </div>`,
      )}
    </dl>
    <p class="muted">Visit counted: <output data-visit-count>no, the script has not run</output></p>
    <p>
      <sereno-consent-link><a href="${visit.sereno}/consent">Change what is allowed</a></sereno-consent-link>
    </p>
  </section>`;
}

/** Inert until analytics is allowed: `type="text/plain"` is no script to a browser. */
function counterScript(): Html {
  return html`<script
    type="text/plain"
    data-consent="analytics"
    src="/demo/assets/visit-counter.js"
  ></script>`;
}
