import type { Knex } from "knex";
import { type Clock, MINUTE_MS } from "../clock.ts";
import type { UserResource } from "../contract/index.ts";
import { TABLES } from "../database/tables.ts";
import type { Journal } from "../journal.ts";
import type { AccountStore } from "./accounts.store.ts";
import { hashIdentifier } from "./hash-identifier.ts";

interface VouchedAttemptsOptions {
  store: Pick<AccountStore, "insertAttempt">;
  journal: Journal;
  clock: Clock;
  secret: string;
  newId(): string;
}

/** Somebody whom a host vouches for comes in, or is kept out. */
export interface VouchedAttempt {
  user: UserResource;
  ipAddress: string;
  userAgent: string;
  /** Epoch ms. */
  at: number;
}

/** Clocks differ, and who reports a sign-in may have begun it a moment before. */
const SAME_SIGN_IN_MS = MINUTE_MS;

export type VouchedAttempts = ReturnType<typeof createVouchedAttempts>;

/** Sign-ins by a host's word, kept beside those with a password. */
export function createVouchedAttempts({ store, journal, clock, secret, newId }: VouchedAttemptsOptions) {
  function keep(
    trx: Knex.Transaction,
    { user, ipAddress, userAgent, at }: VouchedAttempt,
    reason: string | null,
  ) {
    return store.insertAttempt(trx, {
      id: newId(),
      at,
      subject_id: user.id,
      identifier_hash: hashIdentifier(user.username, secret),
      outcome: reason === null ? "succeeded" : "failed",
      reason,
      purpose: "sign_in",
      ip_address: ipAddress,
      user_agent: userAgent,
    });
  }

  return {
    /**
     * Keeps a sign-in at the host, once: not when the host has reported it itself, and not when a session that had
     * run out is vouched for again.
     */
    async recordSuccess(
      trx: Knex.Transaction,
      attempt: VouchedAttempt,
      authenticatedAt: number,
    ): Promise<void> {
      const { id } = attempt.user;
      const known = await trx(TABLES.loginAttempts)
        .where({ subject_id: id, outcome: "succeeded", purpose: "sign_in" })
        .where("at", ">=", authenticatedAt - SAME_SIGN_IN_MS)
        .first("id");
      if (known !== undefined) return;
      await keep(trx, attempt, null);
      const data = { ...circumstances(attempt), reason: null, purpose: "sign_in" };
      await journal.record(trx, [{ at: clock(), action: "LOGIN_SUCCEEDED", actor: id, target: id, data }]);
    },

    async recordRefusal(trx: Knex.Transaction, attempt: VouchedAttempt, reason: string): Promise<void> {
      const { id } = attempt.user;
      await keep(trx, attempt, reason);
      const data = { ...circumstances(attempt), reason };
      await journal.record(trx, [{ at: clock(), action: "HANDOVER_REFUSED", actor: id, target: id, data }]);
    },
  };
}

function circumstances({ ipAddress, userAgent }: VouchedAttempt): Record<string, string> {
  return { ipAddress, userAgent };
}
