import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "./accounts.ts";
import { html, type Html } from "../server/http/html.ts";
import { loginUrl, type Page, type Section, type Visit } from "./page.ts";

interface NavigationEntry {
  section: Section;
  href: string;
  label: string;
  superuserOnly?: true;
}

const NAVIGATION: readonly NavigationEntry[] = [
  { section: "minutes", href: "/demo/minutes", label: "Minutes" },
  { section: "visit", href: "/demo/visit", label: "Visit us" },
  { section: "members", href: "/demo/members", label: "Members" },
  { section: "administration", href: "/demo/administration", label: "Administration", superuserOnly: true },
  { section: "consent", href: "/demo/consent", label: "Consent" },
  { section: "widgets", href: "/demo/widgets", label: "Widgets" },
];

/** Languages and themes that a visitor may try by `?lang=` and `?theme=`. */
export const LANGUAGE_NAMES = {
  en: "English",
  es: "Español",
  pt: "Português",
  fr: "Français",
  de: "Deutsch",
  it: "Italiano",
  ca: "Català",
  ar: "العربية",
} as const;
export const WIDGET_LANGUAGES = ["en", "es"] as const;
/** Banner and preferences speak more than the widgets for who is signed in. */
export const CONSENT_LANGUAGES = ["en", "es", "pt", "fr", "de", "it", "ca", "ar"] as const;
export const THEMES = ["light", "dark"] as const;

/** The whole document around a page: what a host's base template is. */
export function layout(page: Page, visit: Visit): Html {
  const theme = THEMES.find((name) => name === visit.query.get("theme"));
  const language = CONSENT_LANGUAGES.find((name) => name === visit.query.get("lang"));
  return html`<!doctype html>
    <html lang="en" ${theme && html`data-theme="${theme}"`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · Vallesol</title>
        ${page.description && html`<meta name="description" content="${page.description}" />`}
        <link rel="icon" href="/demo/assets/crest.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/demo/assets/demo.css" />
        ${page.scripts?.map((address) => html`<script src="${address}"></script>`)}
        <script
          type="module"
          src="${visit.sereno}/sereno.js"
          ${language && html`data-lang="${language}"`}
        ></script>
        <script type="module" src="/demo/assets/demo.js"></script>
        ${page.modules?.map((address) => html`<script type="module" src="${address}"></script>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        ${demoBar()} ${header(page, visit)} ${signedOutNotice(visit)}
        <main id="main">${page.main}</main>
        ${footer(visit)}
      </body>
    </html>`;
}

/** Not part of the town's site: what somebody who tries Sereno wants to know first. */
function demoBar(): Html {
  const names = DEMO_ACCOUNTS.map(
    ({ username }, index) => html`${index > 0 && ", "}<code>${username}</code>`,
  );
  return html`<aside class="demo-bar" aria-label="About this demo">
    <p class="frame">
      <span
        >This is the demo of <b>Sereno</b>. Sign in as ${names} with the password
        <code>${DEMO_PASSWORD}</code>.</span
      >
      <a href="/demo/widgets">What to try</a>
    </p>
  </aside>`;
}

function header(page: Page, visit: Visit): Html {
  const entries = NAVIGATION.filter((entry) => !entry.superuserOnly || visit.user?.isSuperuser);
  return html`<header class="site-header">
    <div class="frame site-header-row">
      <a class="brand" href="/demo/">
        <img src="/demo/assets/crest.svg" alt="" width="40" height="46" />
        <span><b>Vallesol</b><small>Minutes of the town council</small></span>
      </a>
      <nav aria-label="Main">
        <ul>
          ${entries.map(
            ({ section, href, label }) =>
              html`<li>
                <a href="${href}" ${page.section === section && html`aria-current="page"`}>${label}</a>
              </li>`,
          )}
        </ul>
      </nav>
      <div class="account">
        ${visit.user ? signedIn(visit) : html`<a href="${loginUrl(visit)}">Sign in</a>`}
      </div>
    </div>
  </header>`;
}

function signedIn(visit: Visit): Html {
  return html`<span class="account-name">${visit.user?.displayName}</span>${logoutButton(visit)}`;
}

/** Where the form leads without JavaScript; the element tells it by itself. */
function signedOutNotice(visit: Visit): Html | undefined {
  if (visit.user || !visit.query.has("signed-out")) return undefined;
  return html`<p class="signed-out" role="status">
    <span class="frame">You are logged out. Until next time.</span>
  </p>`;
}

/** A real form that works by itself, with the element around it. */
export function logoutButton(visit: Visit): Html {
  return html`<sereno-logout-button redirect="/demo/?signed-out">
    <form method="post" action="${visit.sereno}/logout">
      <input type="hidden" name="next" value="/demo/?signed-out" />
      <button class="button quiet">Log out</button>
    </form>
  </sereno-logout-button>`;
}

function footer(visit: Visit): Html {
  return html`<footer class="site-footer">
    <div class="frame site-footer-row">
      <p>
        <b>Ayuntamiento de Vallesol</b><br />
        Plaza del Sereno, 1 · 02999 Vallesol<br />
        Monday to Friday, 9:00 to 14:00
      </p>
      <ul>
        <li><a href="/demo/minutes">All minutes</a></li>
        <li><a href="/demo/visit">Opening hours and map</a></li>
        <li>
          <sereno-consent-link><a href="${visit.sereno}/consent">Cookies and privacy</a></sereno-consent-link>
        </li>
      </ul>
      <p class="demo-note">
        A town that does not exist, and the most peaceful one there is. Every name and every vote is made up.
      </p>
    </div>
  </footer>`;
}
