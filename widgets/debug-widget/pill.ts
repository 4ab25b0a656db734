import { html, type TemplateResult } from "lit";
import type { DragController } from "./drag-controller.ts";
import { fillText } from "./fill-text.ts";
import type { DebugWidgetMessages } from "./messages.ts";
import type { Summary } from "./summary.ts";

export interface PillOptions {
  text: DebugWidgetMessages;
  /** For people: "Alt+Shift+D"; empty when there is none. */
  shortcut: string;
  drag: DragController;
  summary: Summary | undefined;
  /** Why it does not open, in place of the summary. */
  hindrance: string | undefined;
  onOpen: () => void;
}

/** The closed widget: a button that can be moved. */
export function renderPill(options: PillOptions): TemplateResult {
  const { text, shortcut, drag, summary, hindrance, onOpen } = options;
  const onKey = (event: KeyboardEvent): void => {
    if (drag.moveByKey(event)) event.preventDefault();
  };
  const onClick = (): void => {
    if (!drag.endedByDrag) onOpen();
  };
  const figures = [summary?.idle && dropSeconds(summary.idle), summary?.requests];
  const label = ["Sereno", ...(hindrance ? [hindrance] : figures)].filter(Boolean).join(" · ");
  return html`<button
      class="pill enter"
      part="pill"
      aria-expanded="false"
      aria-label="${label}. ${text.open}"
      aria-describedby="pill-hint"
      @pointerdown=${drag.grab}
      @keydown=${onKey}
      @click=${onClick}
    >
      <i class="lamp"></i>${label}
    </button>
    <span id="pill-hint" hidden>${shortcut ? fillText(text.pillHint, { shortcut }) : ""}</span>`;
}

/** "1:58:12" becomes "1:58"; less than an hour keeps its seconds. */
function dropSeconds(countdown: string): string {
  return countdown.replace(/^(\d+:\d\d):\d\d$/, "$1");
}
