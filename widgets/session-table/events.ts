import type { ApiError } from "../shared/api-client.ts";

/** Sessions were ended from the table. */
export class SessionsEndedEvent extends Event {
  static readonly eventName = "sereno-sessions-ended";
  readonly ids: readonly string[];
  /** What the users are told; empty when people end their own. */
  readonly reason: string;

  constructor(ids: readonly string[], reason: string) {
    super(SessionsEndedEvent.eventName, { bubbles: true, composed: true });
    this.ids = ids;
    this.reason = reason;
  }
}

/** The table shows a list that it fetched anew. */
export class SessionsLoadedEvent extends Event {
  static readonly eventName = "sereno-sessions-loaded";
  readonly count: number;

  constructor(count: number) {
    super(SessionsLoadedEvent.eventName, { bubbles: true, composed: true });
    this.count = count;
  }
}

/** The list could not be fetched; the table says so in place. */
export class SessionsFailedEvent extends Event {
  static readonly eventName = "sereno-sessions-failed";
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(SessionsFailedEvent.eventName, { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    "sereno-sessions-ended": SessionsEndedEvent;
    "sereno-sessions-loaded": SessionsLoadedEvent;
    "sereno-sessions-failed": SessionsFailedEvent;
  }
}
