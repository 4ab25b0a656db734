import type { ReactiveControllerHost } from "lit";

/** Which values a person has asked to see. */
export class RevealedValues {
  readonly #host: ReactiveControllerHost;
  readonly #keys = new Set<string>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  toggle(key: string): void {
    if (!this.#keys.delete(key)) this.#keys.add(key);
    this.#host.requestUpdate();
  }

  /** Hides all; says whether any was shown. */
  clear(): boolean {
    const hadAny = this.#keys.size > 0;
    this.#keys.clear();
    this.#host.requestUpdate();
    return hadAny;
  }
}
