import type { EndReason } from "../../server/contract/index.ts";

/** Texts of the notice of an ended session. */
export interface NoticeMessages {
  /** What happened, for each way a session ends. */
  ended: Record<EndReason, string>;
  /** What to know or do besides, where signing in again is not all. */
  advice: Partial<Record<EndReason, string>>;
  /** `{message}` is replaced by what was written to the user. */
  quote: string;
  again: string;
  signIn: string;
  close: string;
}

export const messages: NoticeMessages = {
  ended: {
    manual: "You signed out in another tab",
    revoked_by_user: "You closed this session from your list of sessions",
    revoked_others: "You closed your other sessions, and this was one of them",
    forced: "Your session was closed by an administrator",
    limit_evicted: "You signed in elsewhere, and this session was one too many",
    password_change: "Your password was changed, which closed this session",
    account_disabled: "Your account was disabled",
    account_deleted: "Your account was deleted",
    token_reuse: "Your session was closed for your safety",
    host_logout: "You signed out of this site",
    expired_idle: "You were signed out after a time without activity",
    expired_absolute: "Your session reached its longest duration",
    replaced: "A newer sign-in took the place of this session",
    consent_withdrawn: "Your session ended with your consent",
  },
  advice: {
    account_disabled: "Ask the people who run this site.",
    account_deleted: "Ask the people who run this site if that is a mistake.",
    token_reuse:
      "It was used from two places at once. If that was not you, change your password after signing in.",
    password_change: "Sign in again with the new password; you will come back to this page.",
    consent_withdrawn: "Nothing more of your visit is recorded.",
  },
  quote: "“{message}”",
  again: "You can sign in again; you will come back to this page.",
  signIn: "Sign in again",
  close: "Close",
};
