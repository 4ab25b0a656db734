import type { LogoutAnswer, LogoutScope } from "../../server/contract/index.ts";
import type { ApiError } from "../shared/api-client.ts";

/** The person wants to log out. `preventDefault()` stops it: then nothing happens at all. */
export class LogoutBeforeEvent extends Event {
  /** Undefined leaves it to the site's default. */
  readonly scope: LogoutScope | undefined;

  constructor(scope: LogoutScope | undefined) {
    super("sereno-logout-before", { bubbles: true, composed: true, cancelable: true });
    this.scope = scope;
  }
}

/** The session has ended on the server; the page is about to be left. */
export class LogoutDoneEvent extends Event {
  /** Null when nobody was signed in any more. */
  readonly answer: LogoutAnswer | null;
  /** Where the page goes next; null when it stays. */
  readonly redirect: string | null;

  constructor(answer: LogoutAnswer | null, redirect: string | null) {
    super("sereno-logout-done", { bubbles: true, composed: true });
    this.answer = answer;
    this.redirect = redirect;
  }
}

/** The session is still open on the server. With status 0 what it left here is cleared all the same. */
export class LogoutErrorEvent extends Event {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super("sereno-logout-error", { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    "sereno-logout-before": LogoutBeforeEvent;
    "sereno-logout-done": LogoutDoneEvent;
    "sereno-logout-error": LogoutErrorEvent;
  }
}
