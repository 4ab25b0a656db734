import type { ReactiveControllerHost } from "lit";

/**
 * A part of an element that only some visits need: absent until its chunk is here, then the host draws again.
 * Never rejects; what could not be loaded is tried again when it is next asked for.
 */
export class LazyPart<Part> {
  part: Part | undefined;
  hasFailed = false;

  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<Part>;
  #loading: Promise<Part | undefined> | undefined;

  constructor(host: ReactiveControllerHost, load: () => Promise<Part>) {
    this.#host = host;
    this.#load = load;
  }

  need(): Promise<Part | undefined> {
    return (this.#loading ??= this.#fetch());
  }

  async #fetch(): Promise<Part | undefined> {
    try {
      this.part = await this.#load();
    } catch {
      this.hasFailed = true;
      this.#loading = undefined;
    }
    this.#host.requestUpdate();
    return this.part;
  }
}
