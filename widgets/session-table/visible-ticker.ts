import type { ReactiveController, ReactiveControllerHost } from "lit";

/** One timer for all times of the host: calls back at every tick while the page is visible, and when it becomes so. */
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
    document.addEventListener("visibilitychange", this.#followVisibility);
    this.#start();
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#followVisibility);
    clearInterval(this.#timer);
  }

  readonly #followVisibility = (): void => {
    clearInterval(this.#timer);
    if (document.hidden) return;
    this.#onTick();
    this.#start();
  };

  #start(): void {
    this.#timer = setInterval(this.#onTick, this.#everyMs);
  }
}
