import type { Consent } from "../consent/consent-api.ts";
import type { PageSession } from "./page-session.ts";

/** Who is signed in, for page scripts. The same as `PageSession`, which it loads when there is a reason to. */
export interface SessionFacade extends Pick<
  PageSession,
  "user" | "isAuthenticated" | "isLoading" | "ready" | "onChange" | "logout"
> {
  /** Goes to the login page, and from there to `next`, a path of this origin (default: this page). */
  login(next?: string): Promise<void>;
}

/** `window.sereno`. */
export interface Sereno {
  /** Where Sereno is served, ends with `/`. */
  readonly base: string;
  readonly consent: Consent;
  readonly session: SessionFacade;
  /**
   * Reports an event of the page to the site's own log, by a dotted lower-case name; `level` and `message` of the
   * data have fields of their own. Nothing while the log is off. Never throws.
   */
  readonly log: LogEvent;
}

/** Takes an `error` or `unhandledrejection` event as well; without a source it begins to watch the page. */
export type LogEvent = (source?: string | Event, data?: Record<string, unknown>) => void;

declare global {
  interface Window {
    /** Undefined until `sereno.js` has run. */
    sereno?: Sereno;
    /** Shows the consent banner without storing anything. */
    showCookieNotificationTest(): void;
    /** Prints the cookies that the page can see, and returns them. */
    inspectCookies(): Promise<unknown[]>;
  }
}
