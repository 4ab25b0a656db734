import { html, type Html } from "../../server/http/html.ts";
import { CONSENT_LANGUAGES, LANGUAGE_NAMES } from "../layout.ts";
import type { Page, Visit } from "../page.ts";

/** What consent does on a page, with everything that one may want to try. */
export function consentDemoPage(visit: Visit): Page {
  const isPrivacyControlled = visit.query.get("gpc") === "on";
  return {
    title: "Consent",
    section: "consent",
    scripts: [
      ...(isPrivacyControlled ? ["/demo/assets/privacy-control.js"] : []),
      `${visit.sereno}/signals.js`,
    ],
    main: html`<div class="frame">
        <h1>Consent, tried out</h1>
        <p class="lead">A film and a script that wait for a yes, and what becomes of the answer.</p>
        <div class="visit-columns">
          <div>${film(visit)} ${script()}</div>
          <div>${receipt(visit)} ${tries(visit, isPrivacyControlled)} ${signals()}</div>
        </div>
      </div>
      <script
        type="text/plain"
        data-consent="analytics.counter"
        src="/demo/assets/visit-counter.js"
      ></script>`,
  };
}

function film(visit: Visit): Html {
  return html`<section aria-labelledby="film">
    <h2 id="film">A film of somebody else <code>marketing.film</code></h2>
    <iframe
      class="map"
      title="Film: a night with the watchman"
      data-consent="marketing.film"
      data-src="/demo/embed/film"
      width="640"
      height="440"
    ></iframe>
    <div class="map map-waiting">
      <p>The film sets a cookie of its own and waits for your consent.</p>
      <p>
        <sereno-consent-link><a href="${visit.sereno}/consent">Allow the film…</a></sereno-consent-link>
      </p>
    </div>
    <p class="facts">Withdraw it again: the film goes, and its cookie <code>film_viewer</code> with it.</p>
  </section>`;
}

function script(): Html {
  return html`<section class="card" aria-labelledby="script">
    <h2 id="script">A script that counts <code>analytics.counter</code></h2>
    <p>Visit counted: <output data-visit-count>no, the script has not run</output></p>
    <p class="muted">
      It is in the page as <code>type="text/plain"</code>, which no browser runs. Its number in
      <code>localStorage</code> goes when consent goes.
    </p>
  </section>`;
}

function receipt(visit: Visit): Html {
  return html`<section class="card" aria-labelledby="receipt">
    <h2 id="receipt">Your receipt</h2>
    <p>
      Every answer is recorded on the server, under a number and a secret that only your browser has:
      <sereno-consent-link
        ><a href="${visit.sereno}/consent/receipt">see, download or erase it</a></sereno-consent-link
      >.
    </p>
    <p class="muted">
      <a href="${visit.sereno}/consent?next=/demo/consent">Without JavaScript</a> the page after the answer
      shows both, once.
    </p>
  </section>`;
}

function tries(visit: Visit, isPrivacyControlled: boolean): Html {
  return html`<section class="card" aria-labelledby="tries">
    <h2 id="tries">What if…</h2>
    <p>
      …you read another language?
      ${CONSENT_LANGUAGES.map((name) => html`<a href="?lang=${name}" lang="${name}">${LANGUAGE_NAMES[name]}</a> `)}
    </p>
    <p>
      …your browser sent Global Privacy Control?
      ${
        isPrivacyControlled
          ? html`It does on this page: “Accept all” leaves marketing off. <a href="/demo/consent">Stop</a>`
          : html`<a href="?gpc=on">Simulate it</a>`
      }
    </p>
    <form method="post" action="/demo/consent/earlier-policy">
      <p>…the policy had changed since your answer?</p>
      <button class="button quiet">Age my answer by a version</button>
    </form>
    <p class="muted" role="status">
      ${
        visit.query.has("aged") &&
        "Your answer is one of the policy before this one now: the banner asks again, and tells what has changed."
      }
    </p>
  </section>`;
}

/** Filled by the site's script. */
function signals(): Html {
  return html`<section class="card" aria-labelledby="signals" data-signals hidden>
    <h2 id="signals">What Google's tags would be told</h2>
    <dl class="waiting" aria-live="polite"></dl>
  </section>`;
}
