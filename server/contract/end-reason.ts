/** Ends by which somebody takes a session away: the host is told of them, and its `sid` may not come back. */
export const REVOCATIONS = [
  "manual",
  "revoked_by_user",
  "revoked_others",
  "forced",
  "limit_evicted",
  "password_change",
  "account_disabled",
  "account_deleted",
  "token_reuse",
  "host_logout",
] as const;

/** Ends that happen by themselves: the same visit may begin a new session at once. */
export const LAPSES = ["expired_idle", "expired_absolute", "replaced", "consent_withdrawn"] as const;

export const END_REASONS = [...REVOCATIONS, ...LAPSES] as const;

/** Why a session ended. The first reason wins and never changes. */
export type EndReason = (typeof END_REASONS)[number];
