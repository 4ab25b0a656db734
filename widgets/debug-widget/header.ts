import { html, nothing, type TemplateResult } from "lit";
import { numberFormat } from "../shared/locale.ts";
import { formatCountdown } from "../shared/time-format.ts";
import type { DragController } from "./drag-controller.ts";
import { fill, type DebugMessages } from "./messages.ts";
import type { PanelContext } from "./panel-context.ts";
import { readSessionFacts } from "./session-facts.ts";

export interface HeaderOptions {
  text: DebugMessages;
  /** For people: "Alt+Shift+D"; empty when there is none. */
  shortcut: string;
  drag: DragController;
  /** Undefined until the server has answered. */
  summary: Summary | undefined;
}

/** The two figures that are always in sight. */
export interface Summary {
  /** Milliseconds to the idle end. */
  idleMs: number | undefined;
  requests: string;
}

const HOUR_MS = 3_600_000;

export function summarize({ answer, session, now, locale }: PanelContext): Summary {
  const { idleExpiresAt } = readSessionFacts(answer.session_data, session);
  return {
    idleMs: idleExpiresAt === undefined ? undefined : idleExpiresAt - now,
    requests: numberFormat(locale).format(answer.statistics.requestCount),
  };
}

/** The closed widget. */
export function renderPill(
  { text, shortcut, drag, summary }: HeaderOptions,
  onOpen: () => void,
): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    if (drag.moveByKey(event)) event.preventDefault();
  };
  const onClick = (): void => {
    if (!drag.endedByDrag) onOpen();
  };
  const figures = summary ? [findShortIdle(summary), summary.requests].filter(Boolean) : [];
  const label = ["Sereno", ...figures].join(" · ");
  return html`<button
      class="pill enter"
      aria-expanded="false"
      aria-label="${label}. ${text.open}"
      aria-describedby="pill-hint"
      @pointerdown=${drag.grab}
      @keydown=${onKey}
      @click=${onClick}
    >
      <i class="lamp"></i>${label}
    </button>
    <span id="pill-hint" hidden>${shortcut ? fill(text.pillHint, { shortcut }) : ""}</span>`;
}

export interface HeaderActions {
  onMinimize: () => void;
  onHide: () => void;
}

/** The bar of the open widget: its handle, its figures, its ways out. */
export function renderHeader(
  { text, shortcut, drag, summary }: HeaderOptions,
  { onMinimize, onHide }: HeaderActions,
): TemplateResult {
  const hide = fill(text.hide, { shortcut });
  return html`<header @pointerdown=${drag.grab}>
    <i class="lamp"></i><b>Sereno</b>
    ${summary ? renderChips(summary, text) : nothing}
    <button class="icon" aria-label=${text.minimize} title=${text.minimize} @click=${onMinimize}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h10" /></svg>
    </button>
    <button class="icon" aria-label=${hide} title=${hide} @click=${onHide}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="m3.5 3.5 9 9m0-9-9 9" /></svg>
    </button>
  </header>`;
}

function renderChips({ idleMs, requests }: Summary, text: DebugMessages): TemplateResult {
  return html`${
      idleMs === undefined
        ? nothing
        : html`<span class="chip">${fill(text.idleChip, { time: formatCountdown(idleMs) })}</span>`
    } <span class="chip">${fill(text.requestChip, { count: requests })}</span>`;
}

/** Without seconds as long as there are hours. */
function findShortIdle({ idleMs }: Summary): string | undefined {
  if (idleMs === undefined) return undefined;
  const countdown = formatCountdown(idleMs);
  return idleMs < HOUR_MS ? countdown : countdown.slice(0, -3);
}
