import type { LogoutAnswer } from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "./api-client.ts";
import { chooseRedirect, type Navigation } from "./navigation.ts";
import type { SessionState } from "./session-state.ts";
import type { LogoutOptions } from "./session-types.ts";
import { SignOut } from "./sign-out.ts";
import type { TabChannel } from "./tab-channel.ts";

export interface DepartureOptions {
  api: ApiClient;
  state: SessionState;
  channel: TabChannel;
  navigation: Navigation;
  mount: (tag: string) => void;
}

/** How a page is left by logging out: the server first, then this page and the other tabs. */
export class Departure {
  readonly #options: DepartureOptions;
  readonly #signOut: SignOut;
  #hasLeft = false;

  constructor(options: DepartureOptions) {
    this.#options = options;
    this.#signOut = new SignOut(options.api);
  }

  get isRunning(): boolean {
    return this.#signOut.isRunning;
  }

  /** Whether this page is on its way out: what other tabs do is not for it any more. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** As `PageSession.logout`. */
  async logout(options: LogoutOptions): Promise<LogoutAnswer | null> {
    const { state } = this.#options;
    state.setLogoutProblem(null);
    try {
      return await this.#signOut.run(options, state.id, (answer) => this.#leave(options, answer));
    } catch (error) {
      if (error instanceof ApiError) this.#reportProblem(error, options);
      throw error;
    }
  }

  /** Sends the logout of this very session that an earlier page could not send; whether there was one. */
  finishPending(sessionId: string, leaving: Pick<LogoutOptions, "leave">): boolean {
    this.#hasLeft = false;
    const found = this.#signOut.findPending(sessionId);
    if (!found) return false;
    const pending = { ...found, ...leaving };
    this.#signOut.run(pending, sessionId, () => this.#leave(pending, null)).catch(() => undefined);
    return true;
  }

  /** Stops waiting for a connection on this page; the next page goes on. */
  stopWaiting(): void {
    this.#signOut.stopWaiting();
  }

  #leave(options: LogoutOptions, answer: LogoutAnswer | null): void {
    const { api, state, channel, navigation } = this.#options;
    const redirect = chooseRedirect(options.redirect, api.base);
    this.#hasLeft = true;
    channel.stop();
    state.end(null);
    channel.tell({ type: "signed-out", redirect });
    if (options.leave) options.leave(redirect, answer);
    else navigation.replace(redirect);
  }

  #reportProblem(error: ApiError, options: LogoutOptions): void {
    const { state, mount } = this.#options;
    mount("sereno-session-timeout");
    state.setLogoutProblem({
      error,
      scope: options.scope,
      retry: () => void this.logout(options).catch(() => undefined),
      dismiss: () => state.setLogoutProblem(null),
    });
  }
}
