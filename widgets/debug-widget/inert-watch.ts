import type { ReactiveController, ReactiveControllerHost } from "lit";
import { VisibleTicker } from "../shared/visible-ticker.ts";

const EVERY_MS = 1_000;

/**
 * Whether a modal dialog of the page makes its host inert: then no point of the page leads to it. No event tells of
 * such dialogs, which may open in any shadow tree; but they take the focus, and for the rest there is a look a second.
 */
export class InertWatch implements ReactiveController {
  isInert = false;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onChange: () => void;

  constructor(host: ReactiveControllerHost & HTMLElement, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
    new VisibleTicker(host, EVERY_MS, this.#look);
  }

  hostConnected(): void {
    document.addEventListener("focusin", this.#look);
  }

  hostDisconnected(): void {
    document.removeEventListener("focusin", this.#look);
    this.isInert = false;
  }

  readonly #look = (): void => {
    const { left, top, width, height } = this.#host.getBoundingClientRect();
    const found = width > 0 ? document.elementsFromPoint(left + width / 2, top + height / 2) : [];
    const isInert = found.length > 0 && !found.includes(this.#host);
    if (isInert === this.isInert) return;
    this.isInert = isInert;
    this.#onChange();
  };
}
