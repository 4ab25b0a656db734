import type { Clock } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import type { LoginAttemptRow } from "../database/tables.ts";
import { Problem } from "../http/problem.ts";
import type { Journal } from "../journal.ts";
import { type Account, type PasswordProof, presentUser } from "./account.ts";
import type { AccountStore } from "./accounts.store.ts";
import type { DeviceStore } from "./devices.store.ts";
import { hashIdentifier } from "./hash-identifier.ts";
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
    const attempt = {
      ...caller,
      credentials,
      purpose,
      identifier: hashIdentifier(credentials.username, secret),
    };
    const { bucket, address } = await countedAs(attempt);
    return inTurn(bucket, async () => {
      await count(attempt, bucket, address);
      try {
        const proof = await verify(attempt);
        await takeBack(bucket, address);
        return proof;
      } catch (error) {
        if (!isWrongPassword(error)) await takeBack(bucket, address);
        throw error;
      }
    });
  }

  /**
   * Failures of others, even from the same address, must lock out neither a browser that has signed in before, nor
   * a session that asks again.
   */
  async function countedAs({
    deviceId,
    credentials,
    identifier,
    purpose,
    ipAddress,
  }: Attempt): Promise<{ bucket: string; address: string | undefined }> {
    const ofAnyone = { bucket: `${purpose}:${identifier}`, address: ipAddress };
    if (deviceId === undefined || purpose === "confirmation") return ofAnyone;
    const account = await store.findByUsername(credentials.username);
    const isKnown = await devices.isKnown(deviceId, account?.id ?? "");
    return isKnown ? { bucket: `${deviceId}:${identifier}`, address: undefined } : ofAnyone;
  }

  async function count(
    { ipAddress, userAgent }: Attempt,
    bucket: string,
    address: string | undefined,
  ): Promise<void> {
    try {
      if (address !== undefined) await limits.byAddress.consume(address);
      await limits.byAccount.consume(bucket).catch(async (error: unknown) => {
        if (address !== undefined) await limits.byAddress.refund(address);
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

  async function takeBack(bucket: string, address: string | undefined): Promise<void> {
    await limits.byAccount.refund(bucket);
    if (address !== undefined) await limits.byAddress.refund(address);
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

  return {
    /** Whose password this is. */
    authenticate: (credentials: Credentials, caller: Caller) => check(credentials, caller, "sign_in"),

    /** Whether the person has one here: whom a host or a provider vouches for has none. */
    hasPassword: async (username: string): Promise<boolean> =>
      ((await store.findByUsername(username))?.passwordHash ?? null) !== null,

    /** Whether somebody who is signed in knows their password; no sign-in, and not counted as one. */
    confirm: (credentials: Credentials, caller: Caller) => check(credentials, caller, "confirmation"),
  };
}

/** The one failure that counts: a database that is busy is nobody's guess. */
function isWrongPassword(error: unknown): boolean {
  return error instanceof Problem && error.code === "invalid_credentials";
}

function isDisabled(account: Account | undefined): boolean {
  return typeof account?.disabledAt === "number";
}
