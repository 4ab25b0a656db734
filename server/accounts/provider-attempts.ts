import type { Clock } from "../clock.ts";
import type { UserResource } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import type { LoginAttemptRow } from "../database/tables.ts";
import type { Journal } from "../journal.ts";
import type { AccountStore } from "./accounts.store.ts";
import { hashIdentifier } from "./hash-identifier.ts";

/** Somebody comes back from a provider of sign-in. */
export interface ProviderAttempt {
  provider: string;
  purpose: LoginAttemptRow["purpose"];
  /** Undefined where the provider named nobody. */
  user: UserResource | undefined;
  ipAddress: string;
  userAgent: string;
}

interface ProviderAttemptsOptions {
  database: Database;
  store: Pick<AccountStore, "insertAttempt">;
  journal: Journal;
  clock: Clock;
  secret: string;
  newId(): string;
}

export type ProviderAttempts = ReturnType<typeof createProviderAttempts>;

/** Sign-ins with a provider, kept beside those with a password. */
export function createProviderAttempts(options: ProviderAttemptsOptions) {
  const { database, store, journal, clock, secret, newId } = options;

  return {
    /** `failure` is why it came to nothing. */
    async record(attempt: ProviderAttempt, failure?: string): Promise<void> {
      const { provider, purpose, user, ipAddress, userAgent } = attempt;
      const at = clock();
      const actor = user?.id ?? null;
      const reason = failure ?? null;
      await database.transaction(async (trx) => {
        await store.insertAttempt(trx, {
          id: newId(),
          at,
          subject_id: actor,
          identifier_hash: user === undefined ? "" : hashIdentifier(user.username, secret),
          outcome: failure === undefined ? "succeeded" : "failed",
          reason,
          purpose,
          ip_address: ipAddress,
          user_agent: userAgent,
        });
        // A confirmation that succeeds is journaled with the new token that it brings.
        if (failure === undefined && purpose === "confirmation") return;
        const action = failure === undefined ? "LOGIN_SUCCEEDED" : "LOGIN_FAILED";
        const data = { provider, ipAddress, userAgent, reason, purpose };
        await journal.record(trx, [{ at, action, actor, target: actor, data }]);
      });
    },

    /** What anybody could repeat without end leaves a line only. */
    note(action: "LOGIN_FAILED" | "LOGIN_THROTTLED", attempt: ProviderAttempt, reason: string): void {
      const { provider, purpose, ipAddress, userAgent } = attempt;
      const data = { provider, ipAddress, userAgent, reason, purpose };
      journal.note({ at: clock(), action, actor: null, target: null, data });
    },
  };
}
