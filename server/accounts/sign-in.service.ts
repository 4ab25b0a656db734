import { createHmac } from "node:crypto";
import type { Clock } from "../clock.ts";
import { MINUTE_MS } from "../clock.ts";
import type { UserResource } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { Problem } from "../http/problem.ts";
import { createRateLimit } from "../http/rate-limit.ts";
import type { Journal, JournalAction } from "../journal.ts";
import { type Account, presentUser } from "./account.ts";
import { type AccountStore, normaliseUsername } from "./accounts.store.ts";
import type { PasswordHasher } from "./password-hasher.ts";

interface SignInServiceOptions {
  database: Database;
  store: AccountStore;
  hasher: PasswordHasher;
  journal: Journal;
  clock: Clock;
  secret: string;
  newId(): string;
}

export interface Credentials {
  username: string;
  password: string;
}

/** Where an attempt comes from. */
export interface Caller {
  ipAddress: string;
  userAgent: string;
  /** A reason to refuse this caller whatever the password, which then fails like a wrong one. */
  refusal?: string | undefined;
}

export type SignInService = ReturnType<typeof createSignInService>;

const WINDOW_MS = 15 * MINUTE_MS;
const FAILURES_PER_ACCOUNT = 10;
const FAILURES_PER_ADDRESS = 100;

/** Checks passwords, slows guessing, and records every attempt. */
export function createSignInService(options: SignInServiceOptions) {
  const { database, store, hasher, journal, clock, secret, newId } = options;
  const accountLimit = createRateLimit({ points: FAILURES_PER_ACCOUNT, windowMs: WINDOW_MS });
  const addressLimit = createRateLimit({ points: FAILURES_PER_ADDRESS, windowMs: WINDOW_MS });

  /**
   * The user whose password this is. Throws 401 `invalid_credentials` without saying what was wrong, and 429
   * after too many failures. Counted before the password is looked at, so that guesses at once do not slip by.
   */
  async function authenticate(credentials: Credentials, caller: Caller): Promise<UserResource> {
    const identifier = identify(credentials.username);
    await countAttempt(identifier, caller);
    const account = await store.findByUsername(credentials.username);
    const matches = await hasher.verify(account?.passwordHash ?? null, credentials.password);
    const failure = !matches ? "credentials" : isDisabled(account) ? "disabled" : caller.refusal;
    await recordAttempt(identifier, account, caller, failure);
    if (account === undefined || failure !== undefined) throw wrongCredentials();
    await Promise.all([accountLimit.refund(identifier), addressLimit.refund(caller.ipAddress)]);
    return presentUser(account);
  }

  async function countAttempt(identifier: string, caller: Caller): Promise<void> {
    try {
      await addressLimit.consume(caller.ipAddress);
      await accountLimit.consume(identifier);
    } catch (error) {
      const data = { ipAddress: caller.ipAddress, userAgent: caller.userAgent };
      journal.note({ at: clock(), action: "LOGIN_THROTTLED", actor: null, target: null, data });
      throw error;
    }
  }

  async function recordAttempt(
    identifier: string,
    account: Account | undefined,
    caller: Caller,
    failure: string | undefined,
  ): Promise<void> {
    const at = clock();
    const action: JournalAction = failure === undefined ? "LOGIN_SUCCEEDED" : "LOGIN_FAILED";
    const actor = account?.id ?? null;
    await database.transaction(async (trx) => {
      await store.insertAttempt(trx, {
        id: newId(),
        at,
        subject_id: actor,
        identifier_hash: identifier,
        outcome: failure === undefined ? "succeeded" : "failed",
        reason: failure ?? null,
        ip_address: caller.ipAddress,
        user_agent: caller.userAgent,
      });
      const data = { ipAddress: caller.ipAddress, userAgent: caller.userAgent, reason: failure ?? null };
      await journal.record(trx, [{ at, action, actor, target: actor, data }]);
    });
  }

  /** Names of nobody are kept as a keyed hash: people type their password there. */
  function identify(username: string): string {
    return createHmac("sha256", secret)
      .update(`identifier:${normaliseUsername(username)}`)
      .digest("base64url");
  }

  return { authenticate };
}

function isDisabled(account: Account | undefined): boolean {
  return typeof account?.disabledAt === "number";
}

function wrongCredentials(): Problem {
  return new Problem("invalid_credentials", "The username or the password is wrong.");
}
