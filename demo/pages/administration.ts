import { html } from "../../server/http/html.ts";
import type { Page } from "../page.ts";

/** Every session of the site; only for superusers. */
export function administrationPage(): Page {
  return {
    title: "Administration",
    section: "administration",
    main: html`<div class="frame">
      <h1>Administration</h1>
      <p class="lead">
        Who is signed in, from where, and how each session ended. Ending one tells its open pages why.
      </p>
      <sereno-session-table scope="all" filters="state=all"></sereno-session-table>
    </div>`,
  };
}
