import { html } from "../../server/http/html.ts";
import { loginUrl, type Page, type Visit } from "../page.ts";

export function notFoundPage(): Page {
  return {
    title: "Not on record",
    status: 404,
    main: html`<div class="frame narrow">
      <h1>This page is not on record.</h1>
      <p class="lead">It may have moved, or the address may have a slip in it.</p>
      <p class="buttons">
        <a class="button primary" href="/demo/minutes">All minutes</a
        ><a class="button quiet" href="/demo/">Start page</a>
      </p>
    </div>`,
  };
}

/** For somebody who is signed in and may not see the page. */
export function forbiddenPage(visit: Visit): Page {
  return {
    title: "Not for this account",
    status: 403,
    main: html`<div class="frame narrow">
      <h1>This page is for superusers.</h1>
      <p class="lead">You are signed in as ${visit.user?.displayName}, who is not one of them.</p>
      <p class="buttons">
        <a class="button primary" href="/demo/members">Members' area</a
        ><a class="button quiet" href="${loginUrl(visit)}">Sign in as somebody else</a>
      </p>
    </div>`,
  };
}
