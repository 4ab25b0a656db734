import { html, nothing, type TemplateResult } from "lit";
import type { ApiError } from "../shared/api-client.ts";
import type { LogoutProblem } from "../shared/page-session.ts";
import type { TimeoutMessages } from "./messages.ts";

/** Says what a logout that did not work has left open, and offers to try again. */
export function renderProblem(
  { error, scope, retry, dismiss }: LogoutProblem,
  text: TimeoutMessages,
): TemplateResult {
  const [title, words] = describe(error, scope, text);
  const id = error.problem?.requestId;
  return html`<h2 id="title">${title}</h2>
    <p id="text">${words}</p>
    ${id ? html`<p class="code">${text.details.replace("{code}", error.code).replace("{id}", id)}</p>` : nothing}
    <footer>
      <button class="primary" autofocus @click=${retry}>${text.retry}</button>
      <button class="quiet" @click=${dismiss}>${text.close}</button>
    </footer>`;
}

/** Title and text. Where only the other sessions were to end, this one is as it was. */
function describe(
  { status, code }: ApiError,
  scope: LogoutProblem["scope"],
  text: TimeoutMessages,
): [string, string] {
  const isOffline = status === 0;
  const isOthers = scope === "others";
  if (isOffline && !isOthers) return [text.offlineTitle, text.offlineText];
  const failed = isOffline ? text.extendFailed : isOthers ? text.othersText : text.failedText;
  return [
    isOthers ? text.othersTitle : text.failedTitle,
    code === "rate_limited" ? text.tooManyText : failed,
  ];
}
