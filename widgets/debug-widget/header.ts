import { html, nothing, type TemplateResult } from "lit";
import type { DragController } from "./drag-controller.ts";
import { fillText } from "./fill-text.ts";
import type { PanelMessages } from "./panel-messages.ts";
import type { Summary } from "./summary.ts";

export interface HeaderOptions {
  text: PanelMessages;
  /** For people: "Alt+Shift+D"; empty when there is none. */
  shortcut: string;
  drag: DragController;
  summary: Summary | undefined;
  onMinimize: () => void;
  onHide: () => void;
}

/** The bar of the open widget: its handle, its figures, its ways out. */
export function renderHeader(options: HeaderOptions): TemplateResult {
  const { text, summary } = options;
  const hide = fillText(text.hide, { shortcut: options.shortcut });
  return html`<header @pointerdown=${options.drag.grab}>
    <i class="lamp"></i><b>Sereno</b>
    ${summary ? renderChips(summary, text) : nothing}
    <button
      class="icon move"
      aria-label=${text.move}
      title=${text.move}
      @keydown=${(event: KeyboardEvent) => options.drag.moveByKey(event) && event.preventDefault()}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 2v12M2 8h12M6 4l2-2 2 2m0 8-2 2-2-2M4 6 2 8l2 2m8-4 2 2-2 2" />
      </svg>
    </button>
    <button class="icon" aria-label=${text.minimize} title=${text.minimize} @click=${options.onMinimize}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h10" /></svg>
    </button>
    <button class="icon" aria-label=${hide} title=${hide} @click=${options.onHide}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m3.5 3.5 9 9m0-9-9 9" /></svg>
    </button>
  </header>`;
}

function renderChips({ idle, requests }: Summary, text: PanelMessages): TemplateResult {
  return html`${
      idle === undefined
        ? nothing
        : html`<span class="chip">${fillText(text.idleChip, { time: idle })}</span>`
    } <span class="chip">${fillText(text.requestChip, { count: requests })}</span>`;
}
