import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * One timer for all that its host counts: calls back while the host is connected and the page is visible, and at
 * once when it becomes so.
 */
export class VisibleTicker implements ReactiveController {
  readonly #onTick: () => void;
  readonly #everyMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, everyMs: number, onTick: () => void) {
    this.#everyMs = everyMs;
    this.#onTick = onTick;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#follow);
    clearInterval(this.#timer);
  }

  readonly #follow = (): void => {
    clearInterval(this.#timer);
    if (document.hidden) return;
    this.#timer = setInterval(this.#onTick, this.#everyMs);
    this.#onTick();
  };
}
