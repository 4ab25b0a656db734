import type { EndReason } from "../../server/contract/index.ts";

/** How sessions ended. `{…}` is replaced. */
export interface EndedCellMessages {
  status: Record<EndReason, string>;
  /** What people read about their own sessions, where it differs. */
  ownStatus: Partial<Record<EndReason, string>>;
  quote: string;
}

export const messages: EndedCellMessages = {
  status: {
    manual: "Logged out",
    revoked_by_user: "Ended remotely",
    revoked_others: "Ended with the others",
    forced: "Ended, forced",
    limit_evicted: "Ended, too many",
    password_change: "Ended, new password",
    account_disabled: "Account disabled",
    account_deleted: "Account deleted",
    token_reuse: "Ended, token reused",
    host_logout: "Logged out of the site",
    expired_idle: "Expired, idle",
    expired_absolute: "Expired, time limit",
    replaced: "Replaced",
    consent_withdrawn: "No consent",
  },
  ownStatus: {
    revoked_by_user: "Ended by you",
    revoked_others: "Ended by you",
    forced: "Ended by an administrator",
    limit_evicted: "Ended: too many sessions",
    password_change: "Ended: password changed",
    token_reuse: "Ended for your safety",
    replaced: "Replaced by a newer sign-in",
  },
  quote: "“{text}”",
};
