import type { UserResource } from "../contract/index.ts";
import { html, type Html } from "../http/html.ts";
import type { ConsoleMessages } from "./console.messages.ts";

export type ConsolePage = "own" | "admin";

export interface ConsoleView {
  page: ConsolePage;
  user: UserResource;
  basePath: string;
  text: ConsoleMessages;
}

/** One of the hosted pages: the frame comes from the server, the list is one of the elements. */
export function consoleView(view: ConsoleView): Html {
  const { page, user, basePath, text } = view;
  const isBarred = page === "admin" && !user.isSuperuser;
  return html`<div class="console">
    ${header(view)}
    <main>
      <h1>${text[page]}</h1>
      ${
        isBarred
          ? html`<p class="notice failed">${text.forbidden.replace("{name}", user.displayName)}</p>`
          : html`<p class="lead">${page === "own" ? text.ownIntro : text.adminIntro}</p>
              <noscript><p class="notice">${text.noScript}</p></noscript>
              <sereno-session-table scope="${page === "own" ? "own" : "all"}"></sereno-session-table>`
      }
    </main>
    <script type="module" src="${basePath}/sereno.js"></script>
  </div>`;
}

function header({ page, user, basePath, text }: ConsoleView): Html {
  const link = (name: ConsolePage, path: string): Html =>
    html`<a href="${basePath}${path}" ${name === page && html`aria-current="page"`}>${text[name]}</a>`;
  return html`<header class="bar">
    <nav aria-label="${text.nav}">
      ${link("own", "/sessions")} ${user.isSuperuser && link("admin", "/admin")}
      <a href="${basePath}/consent" data-sereno-open="consent">${text.consent}</a>
    </nav>
    <span class="who"><bdi>${user.displayName}</bdi></span>
    <sereno-logout-button>
      <form method="post" action="${basePath}/logout"><button>${text.logOut}</button></form>
    </sereno-logout-button>
  </header>`;
}
