import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../accounts.ts";
import { codeBlock } from "../code-block.ts";
import { SCRIPT_OPTIONS, type WidgetGuide, type WidgetOption, WIDGETS } from "../content/widgets.ts";
import { html, type Html } from "../../server/http/html.ts";
import { LANGUAGE_NAMES, logoutButton, THEMES, WIDGET_LANGUAGES } from "../layout.ts";
import { loginUrl, type Page, type Visit } from "../page.ts";

const SCRIPT_TAG = `<script type="module" src="/sereno/sereno.js"></script>`;

/** Every widget, live, with its options and what to copy. */
export function widgetsPage(visit: Visit): Page {
  return {
    title: "Widgets",
    section: "widgets",
    main: html`<div class="frame guide">
      <header>
        <h1>Every widget of Sereno, on a page like yours</h1>
        <p class="lead">
          This site is rendered on a server and knows nothing of Sereno but one script tag and a few elements
          in its templates. Everything below is live.
        </p>
        <p class="choices">
          See also <a href="/demo/theming">every state, in your colours</a> and
          <a href="/demo/frameworks">the elements in React and Vue</a>.
        </p>
      </header>
      ${tour(visit)} ${scriptTag(visit)} ${WIDGETS.map((widget) => widgetSection(widget, visit))}
      ${pageScripts()}
    </div>`,
  };
}

function tour(visit: Visit): Html {
  return html`<section class="card tour" aria-labelledby="tour">
    <h2 id="tour">In three minutes</h2>
    <ol>
      <li>Open this page in two tabs and answer the banner in one of them. It goes in both, for good.</li>
      <li>
        <a href="${loginUrl(visit)}">Sign in</a> as <code>admin</code>: the debug widget appears, bottom
        right.
      </li>
      <li>In another browser, or a private window, sign in as <code>ana</code> and stay on any page.</li>
      <li>
        As <code>admin</code>, open <a href="/demo/administration">Administration</a>, find ana's session and
        end it with a reason. Look at ana's window.
      </li>
      <li>Switch JavaScript off and do as much as you can: reading, signing in, logging out.</li>
    </ol>
    <table class="accounts">
      <caption>
        Accounts, all with the password
        <code>${DEMO_PASSWORD}</code>
      </caption>
      <tbody>
        ${DEMO_ACCOUNTS.map(
          ({ username, displayName, roles }) =>
            html`<tr>
              <th scope="row"><code>${username}</code></th>
              <td>${displayName}${roles.length > 0 && html`, ${roles.join(", ")}`}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function scriptTag(visit: Visit): Html {
  return html`<section aria-labelledby="script">
    <h2 id="script">The script tag</h2>
    <p>Once, in the base template. It loads what a page needs, and nothing more.</p>
    ${codeBlock(SCRIPT_TAG)} ${optionTable("Attributes of the script tag", SCRIPT_OPTIONS)}
    <p class="choices">
      Look at this page in
      ${WIDGET_LANGUAGES.map((name) => html`<a href="?lang=${name}">${LANGUAGE_NAMES[name]}</a> `)}· in the
      ${THEMES.map((name) => html`<a href="?theme=${name}">${name}</a> `)}theme ·
      <a href="${visit.url.split("?")[0]}">as it comes</a>
    </p>
  </section>`;
}

function widgetSection(widget: WidgetGuide, visit: Visit): Html {
  return html`<section class="widget" aria-labelledby="${widget.tag}">
    <h2 id="${widget.tag}">${widget.title} <code>&lt;${widget.tag}&gt;</code></h2>
    <p>${widget.summary}</p>
    <div class="live">${liveExample(widget.tag, visit)}</div>
    ${codeBlock(widget.code)} ${optionTable(`Attributes of ${widget.tag}`, widget.options)}
    ${optionTable(`Events of ${widget.tag}`, widget.events ?? [])}
  </section>`;
}

function liveExample(tag: string, visit: Visit): Html {
  switch (tag) {
    case "sereno-consent-banner":
      return trial("banner", "Show the banner without storing anything");
    case "sereno-consent-link":
      return html`<sereno-consent-link
        ><a href="${visit.sereno}/consent">Cookies and privacy</a></sereno-consent-link
      >`;
    case "sereno-logout-button":
      return forSignedIn(visit, logoutButton(visit));
    case "sereno-session-table":
      return forSignedIn(visit, html`<sereno-session-table scope="own"></sereno-session-table>`);
    case "sereno-session-timeout":
      return html`<p>
        Start the server with <code>SERENO_SESSION_IDLE_MINUTES=3</code>, sign in, and wait a minute.
      </p>`;
    default:
      return visit.user?.isSuperuser
        ? html`<p>You are a superuser: it is at the bottom right of this page.</p>`
        : html`<p>
            <a href="${loginUrl(visit)}">Sign in as a superuser</a> (<code>admin</code>) to see it.
          </p>`;
  }
}

function forSignedIn(visit: Visit, example: Html): Html {
  if (visit.user) return example;
  return html`<p><a href="${loginUrl(visit)}">Sign in</a> to see it here.</p>`;
}

function pageScripts(): Html {
  return html`<section aria-labelledby="scripts">
    <h2 id="scripts">For the page's own scripts</h2>
    ${codeBlock(`await sereno.session.ready;
sereno.session.user;                       // who, or null
sereno.session.onChange(() => redraw());
sereno.consent.has("analytics");           // true only after a yes
sereno.log("order.sent", { items: 3 });    // a frontend event`)}
    <p class="buttons">
      ${trial("cookies", "List the cookies in the console")} ${trial("log", "Send a frontend event")}
    </p>
  </section>`;
}

/** Does nothing without a script, so a script shows it. */
function trial(name: string, label: string): Html {
  return html`<button class="button quiet" type="button" data-try="${name}" hidden>${label}</button>`;
}

function optionTable(caption: string, options: readonly WidgetOption[]): Html | undefined {
  if (options.length === 0) return undefined;
  return html`<table class="options">
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${options.map(
        ({ name, values, meaning }) =>
          html`<tr>
            <th scope="row"><code>${name}</code></th>
            <td class="values">${values}</td>
            <td>${meaning}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
