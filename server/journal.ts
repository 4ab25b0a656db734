import type { Knex } from "knex";

/** Names of what happens, the same in the audit log and in sessions.log. */
export type JournalAction =
  | "SESSION_CREATED"
  | "SESSION_ENDED"
  | "SESSION_TIMEOUT"
  | "SESSION_FORCE_CLOSE"
  | "SESSION_ACTIVITY"
  | "SESSION_ERROR"
  | "LOGIN_SUCCEEDED"
  | "LOGIN_FAILED"
  | "LOGIN_THROTTLED"
  | "LOGOUT"
  | "REAUTHENTICATED"
  | "PASSWORD_CHANGED"
  | "ACCOUNT_CREATED"
  | "ACCOUNT_DISABLED"
  | "ACCOUNT_ENABLED"
  | "ACCOUNT_DELETED"
  | "ROLE_CHANGED"
  | "COOKIE_ACCEPTED"
  | "COOKIE_REJECTED"
  | "COOKIE_CHOSEN"
  | "COOKIE_WITHDRAWN"
  | "CONSENT_ERASED"
  | "SESSION_DATA_CLEARED"
  | "COOKIE_REVEALED"
  | "EXPORTED"
  | "PRUNED"
  | "HANDOVER_REFUSED"
  | "WEBHOOK_FAILED"
  | "WEBHOOK_RESENT"
  | "FRONTEND_EVENT"
  | "SECURITY_EVENT";

export interface JournalEntry {
  /** Epoch ms. */
  at: number;
  action: JournalAction;
  /** Subject id, `system` for what happens by itself, `operator` for commands, `null` for nobody known. */
  actor: string | null;
  /** Id of the session, subject or decision that it happened to. */
  target: string | null;
  /** Never a token, a cookie's value, a password or a body. */
  data?: Record<string, unknown>;
}

/** Where features report what happened. An argument; the audit feature implements it. */
export interface Journal {
  /** Writes the audit row inside `trx`, last in it, and the line of sessions.log once it has committed. */
  record(trx: Knex.Transaction, entries: JournalEntry[]): Promise<void>;
  /** The line of sessions.log only: for activity, frontend events, and what an attacker could repeat without end. */
  note(entry: JournalEntry): void;
}
