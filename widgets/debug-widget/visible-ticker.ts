import type { ReactiveController, ReactiveControllerHost } from "lit";

const TICK_MS = 1_000;

/** Calls back every second while its host is connected and the page is visible, and at once when it becomes so. */
export class VisibleTicker implements ReactiveController {
  readonly #onTick: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, onTick: () => void) {
    this.#onTick = onTick;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#follow);
    this.#stop();
  }

  #follow = (): void => {
    this.#stop();
    if (document.hidden) return;
    this.#timer = setInterval(this.#onTick, TICK_MS);
    this.#onTick();
  };

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
