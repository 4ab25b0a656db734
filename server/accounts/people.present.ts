import type { AccountResource, LoginAttemptResource } from "../contract/index.ts";
import { type Account, presentUser } from "./account.ts";
import type { ListedAttempt } from "./people.store.ts";

/** An account for superusers. */
export function presentAccount(account: Account): AccountResource {
  return {
    ...presentUser(account),
    isVouchedFor: account.passwordHash === null,
    createdAt: iso(account.createdAt),
    disabledAt: account.disabledAt === null ? null : iso(account.disabledAt),
  };
}

export function presentAttempt(attempt: ListedAttempt): LoginAttemptResource {
  return {
    at: iso(attempt.at),
    username: attempt.username,
    outcome: attempt.outcome,
    reason: attempt.reason,
    ipAddress: attempt.ip_address,
    userAgent: attempt.user_agent,
    location: attempt.country === null ? null : { country: attempt.country, city: attempt.city },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
