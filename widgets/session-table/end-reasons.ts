import type { EndReason } from "../../server/contract/index.ts";

// Spelt out: widgets import only types of the contract. The record makes a missing one an error.
const CODES: Record<EndReason, true> = {
  manual: true,
  revoked_by_user: true,
  revoked_others: true,
  forced: true,
  limit_evicted: true,
  password_change: true,
  account_disabled: true,
  account_deleted: true,
  token_reuse: true,
  host_logout: true,
  expired_idle: true,
  expired_absolute: true,
  replaced: true,
  consent_withdrawn: true,
};

export const END_REASON_CODES = Object.keys(CODES) as EndReason[];
