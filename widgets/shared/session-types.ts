import type {
  EndReason,
  LogoutAnswer,
  LogoutScope,
  ServerEvents,
  SessionResource,
  UserResource,
} from "../../server/contract/index.ts";
import type { ApiError } from "./api-error.ts";

/** Who is signed in, as the page knows it. */
export interface PageSession {
  readonly user: UserResource | null;
  readonly session: SessionResource | null;
  readonly isAuthenticated: boolean;
  /** Until the server has answered for the first time. */
  readonly isLoading: boolean;
  /** Resolves with the first answer, at once when nobody is signed in. */
  readonly ready: Promise<void>;
  /** How the session of this page ended, when it did. */
  readonly ended: SessionEnding | null;
  /** Why the last logout did not reach its end; the page tells the person. */
  readonly logoutProblem: LogoutProblem | null;
  /** Tells every change of the above; the answer stops it. */
  onChange(listener: () => void): () => void;
  /** Events that the server pushes to all tabs; listening asks for the topics they need. */
  onEvent<Name extends keyof ServerEvents>(
    name: Name,
    listener: (detail: ServerEvents[Name]) => void,
  ): () => void;
  /** Asks the server. Never rejects: without an answer, things stay as they are. */
  refresh(): Promise<void>;
  /** Moves the idle end away, for all tabs. Rejects with an `ApiError`. */
  extend(): Promise<void>;
  /** Goes to the login page, and from there to `next`, a path of this origin (default: this page). */
  login(next?: string): void;
  /**
   * Ends the session on the server, clears what it left in the browser, tells the other tabs, leaves the page
   * (scope `others` does none of that but the first). Null when nobody was signed in.
   * Rejects with an `ApiError`; when the server could not be reached, what is left here is cleared all the
   * same, and the logout is sent again as soon as the browser is online.
   */
  logout(options?: LogoutOptions): Promise<LogoutAnswer | null>;
  /** The server's clock, epoch ms. */
  serverNow(): number;
  destroy(): void;
}

export interface SessionEnding {
  endReason: EndReason;
  endMessage: string | null;
  /** ISO 8601, null when the server did not say. */
  endedAt: string | null;
}

export interface LogoutProblem {
  /** With status 0 this device is signed out, and the server is told as soon as the browser is online. */
  error: ApiError;
  /** With `others` nothing has happened at all. */
  scope?: LogoutScope | undefined;
  retry(): void;
  dismiss(): void;
}

export interface LogoutOptions {
  scope?: LogoutScope;
  /** Of this origin or Sereno's; otherwise the login page, which says that the session was closed. */
  redirect?: string | undefined;
  /** localStorage keys to clear besides the registered ones. */
  clearKeys?: readonly string[];
  /** Called when all is done, in place of going to `redirect`. The answer is null when nobody was signed in. */
  leave?: (redirect: string, answer: LogoutAnswer | null) => void;
}
