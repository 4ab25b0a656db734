import { html } from "../../server/http/html.ts";
import type { Page } from "../page.ts";

/** Every session of the site; only for superusers. */
export function administrationPage(): Page {
  return {
    title: "Administration",
    section: "administration",
    main: html`<div class="frame wide">
      <h1>Sessions</h1>
      <p class="lead">
        Who is signed in, from where, and how each session ended. Ending one tells its open pages why.
      </p>
      <sereno-session-table scope="all"></sereno-session-table>
    </div>`,
  };
}
