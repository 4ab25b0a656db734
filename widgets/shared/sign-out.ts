import type { LogoutAnswer, LogoutScope } from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "./api-client.ts";
import { clearLeftovers } from "./leftovers.ts";
import type { LogoutOptions } from "./session-types.ts";

type AfterSignOut = (answer: LogoutAnswer | null) => void;

/** Holds the id of the session, then the scope and the address to go to where they were given. */
const PENDING_KEY = "sereno_pending_logout";

/** Logging out: one at a time, and to its end even when the server cannot be reached at first. */
export class SignOut {
  readonly #api: ApiClient;
  #running: Promise<LogoutAnswer | null> | undefined;
  #cancelWait: (() => void) | undefined;

  constructor(api: ApiClient) {
    this.#api = api;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /**
   * Ends the session on the server, then clears what it left here and calls `after`. Without a connection
   * it clears all the same, rejects, and starts again when the browser is online.
   */
  run(
    options: LogoutOptions,
    sessionId: string | undefined,
    after: AfterSignOut,
  ): Promise<LogoutAnswer | null> {
    this.#running ??= this.#run(options, sessionId, after).finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** What the person asked for when this very session was signed out, here or earlier, and the server does not know. */
  findPending(sessionId: string): Pick<LogoutOptions, "scope" | "redirect"> | undefined {
    if (this.isRunning) return undefined;
    const pending = withStorage((storage) => storage.getItem(PENDING_KEY))?.split(" ") ?? [];
    const [id, scope, ...redirect] = pending;
    if (id !== sessionId) return undefined;
    return { ...(scope && { scope: scope as LogoutScope }), redirect: redirect.join(" ") };
  }

  /** Stops waiting for a connection on this page; the next page goes on. */
  stopWaiting(): void {
    this.#cancelWait?.();
  }

  #forget(): void {
    this.stopWaiting();
    withStorage((storage) => storage.removeItem(PENDING_KEY));
  }

  async #run(
    options: LogoutOptions,
    sessionId: string | undefined,
    after: AfterSignOut,
  ): Promise<LogoutAnswer | null> {
    try {
      const answer = await endOnServer(this.#api, options.scope);
      this.#forget();
      if (options.scope === "others") return answer;
      clearLeftovers(options.clearKeys);
      after(answer);
      return answer;
    } catch (error) {
      if (isOffline(error) && options.scope !== "others") this.#wait(options, sessionId, after);
      throw error;
    }
  }

  #wait(options: LogoutOptions, sessionId: string | undefined, after: AfterSignOut): void {
    clearLeftovers(options.clearKeys);
    const pending = [sessionId, options.scope, options.redirect].join(" ");
    if (sessionId) withStorage((storage) => storage.setItem(PENDING_KEY, pending));
    this.stopWaiting();
    const runAgain = (): void => void this.run(options, sessionId, after).catch(() => undefined);
    addEventListener("online", runAgain, { once: true });
    this.#cancelWait = () => removeEventListener("online", runAgain);
  }
}

/** Nobody being signed in any more is as good: null then. Tries once more when no usable answer came. */
async function endOnServer(api: ApiClient, scope?: LogoutScope): Promise<LogoutAnswer | null> {
  try {
    return await post(api, scope);
  } catch (error) {
    if (!(error instanceof ApiError) || !error.isPassing) throw error;
    return post(api, scope);
  }
}

async function post(api: ApiClient, scope?: LogoutScope): Promise<LogoutAnswer | null> {
  try {
    return await api.post<LogoutAnswer>("api/auth/logout", scope ? { scope } : {}, { keepalive: true });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

function isOffline(error: unknown): boolean {
  return error instanceof ApiError && error.status === 0;
}

function withStorage<Value>(use: (storage: Storage) => Value): Value | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}
