import { createHmac } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import type { LoginAttemptRow } from "../database/tables.ts";
import { Problem } from "../http/problem.ts";
import type { Journal } from "../journal.ts";
import { type Account, type PasswordProof, presentUser } from "./account.ts";
import { type AccountStore, normaliseUsername } from "./accounts.store.ts";
import type { DeviceStore } from "./devices.store.ts";
import { createInTurn } from "./in-turn.ts";
import type { PasswordHasher } from "./password-hasher.ts";
import type { SignInLimits } from "./sign-in-limits.ts";

interface SignInServiceOptions {
  database: Database;
  store: AccountStore;
  devices: DeviceStore;
  limits: SignInLimits;
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
  /** The browser, where somebody has signed in on it before. */
  deviceId?: string | undefined;
  /** A reason to refuse this caller whatever the password, which then fails like a wrong one. */
  refusal?: string | undefined;
}

interface Attempt extends Caller {
  credentials: Credentials;
  purpose: LoginAttemptRow["purpose"];
  identifier: string;
}

export type SignInService = ReturnType<typeof createSignInService>;

/** Checks passwords, slows guessing, and records every attempt. */
export function createSignInService(options: SignInServiceOptions) {
  const { database, store, devices, limits, hasher, journal, clock, secret, newId } = options;
  const inTurn = createInTurn();

  /**
   * Throws 401 `invalid_credentials` without saying what was wrong, and 429 after too many failures. One attempt
   * at a time is counted, before the password is looked at, and taken back when it is right: guesses at once do
   * not slip by, and sign-ins at once do not stand in each other's way.
   */
  async function check(
    credentials: Credentials,
    caller: Caller,
    purpose: Attempt["purpose"],
  ): Promise<PasswordProof> {
    const attempt = { ...caller, credentials, purpose, identifier: identify(credentials.username) };
    const bucket = await bucketOf(attempt);
    return inTurn(bucket, async () => {
      await count(attempt, bucket);
      const proof = await verify(attempt);
      await Promise.all([limits.byAccount.refund(bucket), limits.byAddress.refund(caller.ipAddress)]);
      return proof;
    });
  }

  /** Failures of others must lock out neither a browser that has signed in before, nor a session that asks again. */
  async function bucketOf({ deviceId, credentials, identifier, purpose }: Attempt): Promise<string> {
    if (deviceId === undefined || purpose === "confirmation") return `${purpose}:${identifier}`;
    const account = await store.findByUsername(credentials.username);
    const isKnown = await devices.isKnown(deviceId, account?.id ?? "");
    return isKnown ? `${deviceId}:${identifier}` : `${purpose}:${identifier}`;
  }

  async function count({ ipAddress, userAgent }: Attempt, bucket: string): Promise<void> {
    try {
      await limits.byAddress.consume(ipAddress);
      await limits.byAccount.consume(bucket).catch(async (error: unknown) => {
        await limits.byAddress.refund(ipAddress);
        throw error;
      });
    } catch (error) {
      if (error instanceof Problem) {
        const data = { ipAddress, userAgent };
        journal.note({ at: clock(), action: "LOGIN_THROTTLED", actor: null, target: null, data });
      }
      throw error;
    }
  }

  /** Does the same work whether or not there is such an account: neither text nor time tells (ASVS 6.3.8). */
  async function verify(attempt: Attempt): Promise<PasswordProof> {
    const account = await store.findByUsername(attempt.credentials.username);
    const passwordHash = account?.passwordHash ?? null;
    const matches = await hasher.verify(passwordHash, attempt.credentials.password);
    const failure = !matches ? "credentials" : isDisabled(account) ? "disabled" : attempt.refusal;
    await record(attempt, account, failure);
    if (account === undefined || passwordHash === null || failure !== undefined) {
      throw new Problem("invalid_credentials", "The username or the password is wrong.");
    }
    return { user: presentUser(account), passwordHash };
  }

  async function record(
    { purpose, identifier, ipAddress, userAgent }: Attempt,
    account: Account | undefined,
    failure: string | undefined,
  ): Promise<void> {
    const at = clock();
    const actor = account?.id ?? null;
    const reason = failure ?? null;
    await database.transaction(async (trx) => {
      await store.insertAttempt(trx, {
        id: newId(),
        at,
        subject_id: actor,
        identifier_hash: identifier,
        outcome: failure === undefined ? "succeeded" : "failed",
        reason,
        purpose,
        ip_address: ipAddress,
        user_agent: userAgent,
      });
      // A confirmation that succeeds is journaled with the new token that it brings.
      if (failure === undefined && purpose === "confirmation") return;
      const action = failure === undefined ? "LOGIN_SUCCEEDED" : "LOGIN_FAILED";
      const data = { ipAddress, userAgent, reason, purpose };
      await journal.record(trx, [{ at, action, actor, target: actor, data }]);
    });
  }

  /** Names of nobody are kept as a keyed hash: people type their password there. */
  function identify(username: string): string {
    return createHmac("sha256", secret)
      .update(`identifier:${normaliseUsername(username)}`)
      .digest("base64url");
  }

  return {
    /** Whose password this is. */
    authenticate: (credentials: Credentials, caller: Caller) => check(credentials, caller, "sign_in"),

    /** Whether somebody who is signed in knows their password; no sign-in, and not counted as one. */
    confirm: (credentials: Credentials, caller: Caller) => check(credentials, caller, "confirmation"),
  };
}

function isDisabled(account: Account | undefined): boolean {
  return typeof account?.disabledAt === "number";
}
