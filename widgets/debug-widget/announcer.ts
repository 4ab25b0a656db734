import type { ReactiveController, ReactiveControllerHost } from "lit";

const SHOWN_MS = 5_000;

/** What just happened, for a live region: read out, shown for five seconds. */
export class Announcer implements ReactiveController {
  text = "";

  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.text = "";
  }

  /** Says it again when it is the same as before: the region is emptied first. */
  async say(text: string): Promise<void> {
    this.#show("");
    await this.#host.updateComplete;
    this.#show(text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(""), SHOWN_MS);
  }

  #show(text: string): void {
    this.text = text;
    this.#host.requestUpdate();
  }
}
