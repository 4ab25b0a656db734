import type { Knex } from "knex";
import type { Clock } from "../clock.ts";
import type { UserResource } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { Problem } from "../http/problem.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import type { Journal } from "../journal.ts";
import type { HandoverClaims } from "./handover-claims.ts";
import { CLOCK_TOLERANCE_MS, type ReadToken, type TokenFault, TokenRefused } from "./handover-token.ts";
import { isAliasSpent, spendToken } from "./used-tokens.store.ts";

/** What the host says of a person and of its own session. */
export interface Vouched {
  user: UserResource;
  host: { sid: string; authenticatedAt: number };
}

/** Where a token comes from. */
export interface HandoverCaller {
  ipAddress: string;
  userAgent: string;
}

/** What the people's feature does with a host's word. */
interface AdmitPerson {
  (
    trx: Knex.Transaction,
    person: {
      externalId: string;
      displayName: string;
      email: string | null;
      roles: readonly string[];
      saidAt: number;
    },
  ): Promise<{ user: UserResource; isDisabled: boolean; notBefore: number | null; isChanged: boolean }>;
}

/** Where sign-ins and refusals are kept beside those with a password. */
interface RecordAttempts {
  recordSuccess(trx: Knex.Transaction, attempt: KnownCaller, authenticatedAt: number): Promise<void>;
  recordRefusal(trx: Knex.Transaction, attempt: KnownCaller, reason: string): Promise<void>;
}

type KnownCaller = HandoverCaller & { user: UserResource; at: number };

/** Called in the transaction that begins a session, with when it begins, epoch ms. */
export type KeepSignIn = (trx: Knex.Transaction, at: number) => Promise<void>;

export interface HandoverOptions {
  database: Database;
  readToken: ReadToken;
  journal: Journal;
  clock: Clock;
  /** Refusals by address: each writes a line or a row. */
  refusals: RateLimit;
  admitPerson: AdmitPerson;
  /** Why sessions cannot be vouched for that were taken away here. */
  findBar(
    host: Vouched["host"],
    notBefore: number | null,
    trx: Knex.Transaction,
  ): Promise<"outdated" | "revoked" | undefined>;
  attempts: RecordAttempts;
  /** Called when what sessions show of somebody has changed. */
  onChange(): void;
}

type Refusal = TokenFault | "used" | "disabled" | "outdated" | "revoked";

interface Judgement {
  vouched: Vouched | undefined;
  refusal: Refusal | undefined;
  isChanged: boolean;
}

export type HandoverService = ReturnType<typeof createHandoverService>;

/** How a host hands its signed-in visitors over (host-integration.md): each token once, and only while its word counts. */
export function createHandoverService(options: HandoverOptions) {
  const { database, readToken, journal, clock, refusals, admitPerson, findBar, attempts, onChange } = options;

  /** The token is used up whatever comes of it; what the host says of the person holds even where it may not enter. */
  async function judge(trx: Knex.Transaction, claims: HandoverClaims): Promise<Judgement> {
    const expiresAt = claims.expiresAt + CLOCK_TOLERANCE_MS;
    if (!(await spendToken(trx, claims.jti, expiresAt))) {
      return { vouched: undefined, refusal: "used", isChanged: false };
    }
    const person = await admitPerson(trx, personOf(claims));
    // A clock that goes before ours must not lengthen what counts as recent.
    const host = { sid: claims.sid, authenticatedAt: Math.min(claims.authenticatedAt, clock()) };
    const refusal = person.isDisabled ? "disabled" : await findRefusal(trx, host, person.notBefore);
    return { vouched: { user: person.user, host }, refusal, isChanged: person.isChanged };
  }

  async function findRefusal(
    trx: Knex.Transaction,
    host: Vouched["host"],
    notBefore: number | null,
  ): Promise<Refusal | undefined> {
    return (await isAliasSpent(trx, host.sid)) ? "revoked" : findBar(host, notBefore, trx);
  }

  /** What anybody could repeat without end leaves a line; what took a token of the host's leaves a row. */
  async function keepRefusal(reason: string, caller: HandoverCaller, user?: UserResource): Promise<void> {
    const { ipAddress, userAgent } = caller;
    const at = clock();
    await refusals.consume(ipAddress);
    if (user === undefined) {
      const data = { ipAddress, userAgent, reason };
      journal.note({ at, action: "HANDOVER_REFUSED", actor: null, target: null, data });
    } else {
      const attempt = { user, ipAddress, userAgent, at };
      await database.transaction((trx) => attempts.recordRefusal(trx, attempt, reason));
    }
  }

  async function refuse(refusal: Refusal, caller: HandoverCaller, user?: UserResource): Promise<never> {
    await keepRefusal(refusal, caller, user);
    throw new Problem("invalid_credentials", DETAILS[refusal] ?? "The site's token does not hold.");
  }

  return {
    /**
     * Whom a token vouches for. Throws Problem `invalid_credentials` for one that does not hold, was used before, or
     * is for a session or a person that has been barred here; `rate_limited` after too many of them.
     */
    async accept(token: string, caller: HandoverCaller): Promise<Vouched> {
      const claims = await readToken(token).catch((error: unknown) => {
        if (error instanceof TokenRefused) return refuse(error.fault, caller);
        throw error;
      });
      const { vouched, refusal, isChanged } = await database.transaction((trx) => judge(trx, claims));
      if (isChanged) onChange();
      if (vouched === undefined || refusal !== undefined) {
        return refuse(refusal ?? "used", caller, vouched?.user);
      }
      return vouched;
    },

    /**
     * Begins the session of whom a token vouches for, and keeps how that went, as the sign-in with a password does.
     * Throws what `begin` throws.
     */
    async signIn<Answer>(
      { user, host }: Vouched,
      { ipAddress, userAgent }: HandoverCaller,
      begin: (keepSignIn: KeepSignIn) => Promise<Answer>,
    ): Promise<Answer> {
      try {
        return await begin((trx, at) =>
          attempts.recordSuccess(trx, { user, ipAddress, userAgent, at }, host.authenticatedAt),
        );
      } catch (error) {
        // Of too many from one address no more are kept; what is answered stays the same.
        if (isRefusal(error))
          await keepRefusal(error.code, { ipAddress, userAgent }, user).catch((limit: unknown) => {
            if (!(limit instanceof Problem)) throw limit;
          });
        throw error;
      }
    },
  };
}

/** For people; the log says more. */
const DETAILS: Partial<Record<Refusal, string>> = {
  used: "This token of the site was used before.",
  expired: "The site's token is too old.",
  disabled: "This account is disabled here.",
  outdated: "The session was ended here. Sign in to the site again.",
  revoked: "The session was ended here. Sign in to the site again.",
};

/** The person has as many sessions as allowed, or was barred a moment ago: the host's word was good, and is not enough. */
function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && (error.code === "session_limit" || error.code === "invalid_credentials");
}

function personOf({ subject, name, email, roles, issuedAt }: HandoverClaims) {
  return { externalId: subject, displayName: name, email, roles, saidAt: issuedAt };
}
