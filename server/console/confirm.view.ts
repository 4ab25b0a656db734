import { html, type Html, type HtmlValue } from "../http/html.ts";
import { addressOf, type ConsolePage } from "./console-page.ts";

interface Confirmation {
  body: string;
  /** What the button says. */
  submit: string;
  isDangerous?: true;
  /** Where Cancel leads, below the base path. */
  back: string;
  fields?: HtmlValue;
}

/** Asks before something is done, at the address that does it. */
export function confirmView(
  page: ConsolePage,
  { body, submit, isDangerous, back, fields }: Confirmation,
): Html {
  return html`<form class="surface confirm" method="post" action="${addressOf(page, page.path)}">
    <input type="hidden" name="csrf" value="${page.csrfToken}" />
    <p>${body}</p>
    ${fields}
    <div class="buttons">
      <button class="${isDangerous ? "danger" : "primary"}">${submit}</button>
      <a class="button quiet" href="${addressOf(page, back)}">${page.text.cancel}</a>
    </div>
  </form>`;
}

/** What was done, once, after the redirect that followed it. */
export function doneNotice(words: string | undefined): Html | undefined {
  return words === undefined ? undefined : html`<p class="notice done" role="status">${words}</p>`;
}
