import type { ReactiveController, ReactiveControllerHost, TemplateResult } from "lit";
import { html } from "lit";
import { formatAbsolute } from "../shared/time-format.ts";

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

const MARGIN_PX = 8;

/**
 * The absolute time of whichever `<time>` is under the pointer, tapped or focused: one tip for all of them, in
 * the top layer so that nothing cuts it off. Stays while the pointer is on it, goes with Escape (WCAG 1.4.13).
 */
export class TimeTip implements ReactiveController {
  readonly #host: Host;
  readonly #getLocale: () => string;
  #time: HTMLTimeElement | undefined;

  constructor(host: Host, getLocale: () => string) {
    this.#host = host;
    this.#getLocale = getLocale;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.hide();
  }

  template(): TemplateResult {
    return html`<div id="tip" class="tip" role="tooltip" popover="manual" @pointerleave=${this.hide}></div>`;
  }

  /** For `pointerover`, `focusin` and `click` of whatever holds the times. */
  readonly show = (event: Event): void => {
    const time = (event.target as Element).closest("time");
    if (!time || time === this.#time) return;
    this.hide();
    this.#time = time;
    time.setAttribute("aria-describedby", "tip");
    const tip = this.#getTip();
    tip.textContent = formatAbsolute(Date.parse(time.dateTime), this.#getLocale());
    tip.showPopover();
    place(tip, time.getBoundingClientRect());
  };

  /** For `pointerout` and `focusout`. */
  readonly leave = (event: PointerEvent | FocusEvent): void => {
    if (event.relatedTarget !== this.#getTip()) this.hide();
  };

  readonly hide = (): void => {
    if (!this.#time) return;
    this.#time.removeAttribute("aria-describedby");
    this.#time = undefined;
    this.#getTip().hidePopover();
  };

  readonly hideOnEscape = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.hide();
  };

  #getTip(): HTMLElement {
    const tip = this.#host.renderRoot.querySelector<HTMLElement>("#tip");
    if (!tip) throw new Error("The tip is part of the host's template");
    return tip;
  }
}

/** Below the anchor, above where there is no room, never beyond the edges of the window. */
function place(tip: HTMLElement, anchor: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const fitsBelow = anchor.bottom + height + MARGIN_PX < innerHeight;
  const middle = anchor.left + anchor.width / 2 - width / 2;
  tip.style.left = `${Math.max(MARGIN_PX, Math.min(middle, innerWidth - width - MARGIN_PX))}px`;
  tip.style.top = `${fitsBelow ? anchor.bottom : anchor.top - height}px`;
}
