import { css } from "lit";
import { formatAbsolute } from "../shared/absolute-time.ts";
import { addStyles } from "../shared/add-styles.ts";

const MARGIN_PX = 8;

/**
 * The absolute time of whichever `<time>` below `root` is under the pointer, tapped or focused: one tip for all
 * of them, in the top layer so that nothing cuts it off. Stays while the pointer is on it, goes with Escape
 * (WCAG 1.4.13).
 */
export class TimeTip {
  readonly #getLocale: () => string;
  readonly #tip = document.createElement("div");
  #time: HTMLTimeElement | undefined;

  constructor(root: ShadowRoot, getLocale: () => string) {
    this.#getLocale = getLocale;
    Object.assign(this.#tip, { id: "tip", className: "tip", role: "tooltip", popover: "manual" });
    root.append(this.#tip);
    addStyles(root, styles);
    for (const type of ["pointerover", "focusin", "click"]) root.addEventListener(type, this.#onEnter);
    for (const type of ["pointerout", "focusout"]) root.addEventListener(type, this.#onLeave);
    root.addEventListener("keydown", (event) => (event as KeyboardEvent).key === "Escape" && this.#hide());
    root.addEventListener("scroll", this.#hide, { capture: true, passive: true });
  }

  show(time: HTMLTimeElement): void {
    if (time === this.#time) return;
    this.#hide();
    this.#time = time;
    time.setAttribute("aria-describedby", "tip");
    this.#tip.textContent = formatAbsolute(Date.parse(time.dateTime), this.#getLocale());
    this.#tip.showPopover();
    place(this.#tip, time.getBoundingClientRect());
  }

  readonly #onEnter = (event: Event): void => {
    const time = (event.target as Element).closest("time");
    if (time) this.show(time);
    else if (!this.#time?.isConnected) this.#hide();
  };

  readonly #onLeave = (event: Event): void => {
    const to = (event as PointerEvent | FocusEvent).relatedTarget;
    if (to !== this.#tip && to !== this.#time) this.#hide();
  };

  readonly #hide = (): void => {
    if (!this.#time) return;
    this.#time.removeAttribute("aria-describedby");
    this.#time = undefined;
    if (this.#tip.isConnected) this.#tip.hidePopover();
  };
}

/** Below the anchor, above where there is no room, never beyond the edges of the window. */
function place(tip: HTMLElement, anchor: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const fitsBelow = anchor.bottom + height + MARGIN_PX < innerHeight;
  const middle = anchor.left + anchor.width / 2 - width / 2;
  tip.style.left = `${Math.max(MARGIN_PX, Math.min(middle, innerWidth - width - MARGIN_PX))}px`;
  tip.style.top = `${fitsBelow ? anchor.bottom : anchor.top - height}px`;
}

const styles = css`
  .tip {
    margin: 0;
    inset: auto;
    border: 4px solid transparent;
    padding: 3px 9px;
    border-radius: 10px;
    background: var(--_night);
    background-clip: padding-box;
    color: var(--_on-night);
    font-size: 12.5px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;
