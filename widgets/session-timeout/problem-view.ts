import { html, nothing, type TemplateResult } from "lit";
import type { LogoutProblem } from "../shared/page-session.ts";
import type { TimeoutMessages } from "./messages.ts";

/** Says what a logout that did not work has left open, and offers to try again. */
export function renderProblem(
  { error, retry, dismiss }: LogoutProblem,
  text: TimeoutMessages,
): TemplateResult {
  const isOffline = error.status === 0;
  const failed = error.code === "rate_limited" ? text.tooManyText : text.failedText;
  const id = error.problem?.requestId;
  return html`<h2 id="title">${isOffline ? text.offlineTitle : text.failedTitle}</h2>
    <p id="text">${isOffline ? text.offlineText : failed}</p>
    ${id ? html`<p class="code">${text.details.replace("{code}", error.code).replace("{id}", id)}</p>` : nothing}
    <footer>
      <button class="primary" autofocus @click=${retry}>${text.retry}</button>
      <button class="quiet" @click=${dismiss}>${text.close}</button>
    </footer>`;
}
