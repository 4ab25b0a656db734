import { html, nothing, type TemplateResult } from "lit";
import type { DebugMessages } from "./messages.ts";

export interface Controls {
  onRefresh: () => void;
  onLive: () => void;
  /** Undefined where the page has no banner to show. */
  onPreviewBanner: (() => void) | undefined;
  onCopy: () => void;
  onClear: () => void;
  onLogOut: () => void;
}

export interface ControlsOptions extends Controls {
  text: DebugMessages;
  isLive: boolean;
}

/** The buttons below the panels: what looks first, what destroys last. */
export function renderControls(options: ControlsOptions): TemplateResult {
  const { text, isLive, onPreviewBanner } = options;
  return html`<footer>
    <button class="quiet small" @click=${options.onRefresh}>${text.refresh}</button>
    <button class="quiet small live" aria-pressed=${isLive ? "true" : "false"} @click=${options.onLive}>
      ${text.live}<i></i>
    </button>
    ${
      onPreviewBanner
        ? html`<button class="quiet small" @click=${onPreviewBanner}>${text.testBanner}</button>`
        : nothing
    }
    <button class="quiet small" @click=${options.onCopy}>${text.copy}</button>
    <button class="danger small last" @click=${options.onClear}>${text.clear}</button>
    <button class="danger small" @click=${options.onLogOut}>${text.logOut}</button>
  </footer>`;
}
