import { html, nothing, type TemplateResult } from "lit";
import type { PanelMessages } from "./panel-messages.ts";

export interface Controls {
  onRefresh: () => void;
  onLive: () => void;
  /** Undefined where the page has no banner to show. */
  onPreviewBanner: (() => void) | undefined;
  onCopy: () => void;
  onCopyCurl: () => void;
  onClear: () => void;
  onLogOut: () => void;
}

export interface ControlsOptions extends Controls {
  text: PanelMessages;
  isLive: boolean;
}

/** The buttons below the panels: what looks first, what destroys last. */
export function renderControls(options: ControlsOptions): TemplateResult {
  const { text, isLive, onPreviewBanner } = options;
  return html`<footer>
    <button
      class="quiet small icon"
      aria-label=${text.refresh}
      title=${text.refresh}
      @click=${options.onRefresh}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M13.5 8a5.5 5.5 0 1 1-1.6-3.9L13.5 5.7M13.5 2v3.7H9.8" />
      </svg>
    </button>
    <button class="quiet small live" aria-pressed=${isLive ? "true" : "false"} @click=${options.onLive}>
      ${text.live}<i></i>
    </button>
    ${
      onPreviewBanner
        ? html`<button class="quiet small" @click=${onPreviewBanner}>${text.testBanner}</button>`
        : nothing
    }
    <button class="quiet small" @click=${options.onCopy}>${text.copy}</button>
    <button class="quiet small" @click=${options.onCopyCurl}>cURL</button>
    <span class="last">
      <button class="danger small" @click=${options.onClear}>${text.clear}</button>
      <button class="danger small" @click=${options.onLogOut}>${text.logOut}</button>
    </span>
  </footer>`;
}
