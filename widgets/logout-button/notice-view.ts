import { html, nothing, type TemplateResult } from "lit";
import type { ApiError } from "../shared/api-client.ts";
import type { LogoutMessages } from "./messages.ts";

export type LogoutNotice =
  { kind: "offline" } | { kind: "failed"; error: ApiError | undefined } | { kind: "others"; count: number };

export interface NoticeActions {
  onRetry: () => void;
  onClose: () => void;
}

/** What became of a logout that did not simply work. */
export function renderNotice(
  notice: LogoutNotice,
  text: LogoutMessages,
  { onRetry, onClose }: NoticeActions,
): TemplateResult {
  const { title, message, tone } = describe(notice, text);
  const canRetry = notice.kind !== "others";
  return html`<section class="notice enter ${tone}" part="notice" popover="manual" aria-labelledby="title">
    <div role=${canRetry ? "alert" : "status"}>
      <h2 id="title">${title}</h2>
      <p>${message}</p>
      ${notice.kind === "failed" ? renderDetails(notice.error, text) : nothing}
    </div>
    <footer>
      ${canRetry ? html`<button class="primary small" @click=${onRetry}>${text.retry}</button>` : nothing}
      <button class="quiet small" @click=${onClose}>${text.close}</button>
    </footer>
  </section>`;
}

function describe(
  notice: LogoutNotice,
  text: LogoutMessages,
): { title: string; message: string; tone: "attention" | "danger" | "" } {
  switch (notice.kind) {
    case "offline":
      return { title: text.offlineTitle, message: text.offlineText, tone: "attention" };
    case "others":
      return {
        title: text.othersTitle,
        message: text.othersText.replace("{count}", String(notice.count)),
        tone: "",
      };
    case "failed":
      return {
        title: text.failedTitle,
        message: notice.error?.code === "rate_limited" ? text.tooManyText : text.failedText,
        tone: "danger",
      };
  }
}

function renderDetails(error: ApiError | undefined, text: LogoutMessages): TemplateResult | typeof nothing {
  if (!error?.problem) return nothing;
  const details = text.details.replace("{code}", error.code).replace("{id}", error.problem.requestId);
  return html`<p class="code">${details}</p>`;
}
