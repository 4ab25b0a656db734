import { html, type Html, type HtmlValue } from "../http/html.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";
import type { ConsoleMessages } from "./console.messages.ts";

export type PageName = keyof ConsoleMessages["pages"];

export interface Framed {
  /** Which entry of the navigation is the present one; undefined for none. */
  name: PageName | undefined;
  /** Whether the page lies below that entry. */
  isBelow?: true;
  title: HtmlValue;
  lead?: HtmlValue;
  /** Beside the title. */
  actions?: HtmlValue;
  content: HtmlValue;
  /** Whether there are none, or an element shows them in the reader's own zone. */
  hasNoUtcTimes?: true;
}

/** The console's pages in their order. A new one is a line here, its texts, and its route. */
export const CONSOLE_PATHS: Record<PageName, string> = {
  overview: "/admin",
  sessions: "/admin/sessions",
  users: "/admin/users",
  attempts: "/admin/login-attempts",
  audit: "/admin/audit",
  consent: "/admin/consent",
  events: "/admin/frontend-events",
  webhooks: "/admin/webhook-deliveries",
  own: "/sessions",
};

/** What stands around every hosted page: who is signed in, the way to the others, the way out. */
export function frame(page: ConsolePage, framed: Framed): Html {
  const { text } = page;
  return html`<a class="skip" href="#main">${text.skip}</a>
    ${header(page)}
    <div class="shell">
      ${navigation(page, framed)}
      <main id="main" tabindex="-1">
        <header class="head">
          <div>
            <h1>${framed.title}</h1>
            ${framed.lead !== undefined && html`<p class="lead">${framed.lead}</p>`}
          </div>
          ${framed.actions}
        </header>
        ${framed.content} ${!framed.hasNoUtcTimes && html`<p class="utc">${text.utc}</p>`}
      </main>
    </div>
    <script type="module" src="${page.basePath}/sereno.js" ${hostAttributes(page)}></script>`;
}

function hostAttributes({ host }: ConsolePage): Html | undefined {
  return host && html`data-host-session="${host.alias}" data-identity-url="${host.identityUrl}"`;
}

function header(page: ConsolePage): Html {
  const { text, user, basePath } = page;
  const home = user.isSuperuser ? CONSOLE_PATHS.overview : CONSOLE_PATHS.own;
  return html`<header class="bar">
    <a class="brand" href="${addressOf(page, home)}">${MARK} ${text.brand}</a>
    <p class="who"><span class="hidden">${text.signedInAs} </span><bdi>${user.displayName}</bdi></p>
    <sereno-logout-button>
      <form method="post" action="${basePath}/logout"><button>${text.logOut}</button></form>
    </sereno-logout-button>
  </header>`;
}

/** The lantern. */
const MARK = html`<svg class="mark" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
  <rect width="28" height="28" rx="7" fill="#26335c" />
  <path d="M11 9.5V8a3 3 0 0 1 6 0v1.5M9.5 9.5h9l1.5 10H8z" fill="none" stroke="#dfe7ff" stroke-width="1.6" />
  <circle cx="14" cy="15" r="3" fill="#f2b84b" />
</svg>`;

function navigation(page: ConsolePage, { name, isBelow }: Framed): Html {
  const { text, user } = page;
  const names = (Object.keys(CONSOLE_PATHS) as PageName[]).filter((one) => one === "own" || user.isSuperuser);
  const link = (one: PageName) =>
    html`<li class="${one}">
      <a
        href="${addressOf(page, CONSOLE_PATHS[one])}"
        ${one === name && html`aria-current="${isBelow ? "true" : "page"}"`}
        >${text.pages[one].name}</a
      >
    </li>`;
  return html`<nav class="sections" aria-label="${user.isSuperuser ? text.nav.admin : text.nav.own}">
    <ul>
      ${names.map(link)}
      <li>
        <a
          href="${addressOf(page, "/consent", { next: page.basePath + page.path })}"
          data-sereno-open="consent"
          >${text.cookies}</a
        >
      </li>
    </ul>
  </nav>`;
}
