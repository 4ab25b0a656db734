import type { ReactiveControllerHost } from "lit";
import type { ApiClient } from "../shared/api-client.ts";

/** Values of cookies that a person has asked to see; the server keeps who saw which. */
export class RevealedCookies {
  readonly #host: ReactiveControllerHost & HTMLElement & { api: ApiClient };
  readonly #onFailure: () => void;
  readonly #values = new Map<string, string>();

  constructor(host: ReactiveControllerHost & HTMLElement & { api: ApiClient }, onFailure: () => void) {
    this.#host = host;
    this.#onFailure = onFailure;
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** Shows or hides; asks for the password in place where the server wants it. Never rejects. */
  async toggle(cookie: string): Promise<void> {
    try {
      if (this.#values.delete(cookie)) return;
      const { revealCookie } = await import("./panel-on-demand.ts");
      const value = await revealCookie(this.#host, this.#host.api, cookie);
      if (value !== undefined && this.#host.isConnected) this.#values.set(cookie, value);
    } catch {
      this.#onFailure();
    } finally {
      this.#host.requestUpdate();
    }
  }

  /** Hides all; says whether any was shown. */
  clear(): boolean {
    const hadAny = this.#values.size > 0;
    this.#values.clear();
    return hadAny;
  }
}
