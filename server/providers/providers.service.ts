import type { Clock } from "../clock.ts";
import { MINUTE_MS } from "../clock.ts";
import type { UserResource } from "../contract/index.ts";
import { Problem } from "../http/problem.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import type { PendingSignIn } from "./pending-sign-in.ts";
import { ProviderFailure } from "./provider-failure.ts";
import type { Challenge, Identity, Provider } from "./provider.ts";

/** Where somebody comes from. */
export interface ProviderCaller {
  ipAddress: string;
  userAgent: string;
}

type Purpose = "sign_in" | "confirmation";

interface Attempt extends ProviderCaller {
  provider: string;
  purpose: Purpose;
  user: UserResource | undefined;
}

export interface ProvidersServiceOptions {
  people: {
    admit(person: Identity & { provider: string }): Promise<{ user: UserResource; isDisabled: boolean }>;
    findId(person: Pick<Identity, "issuer" | "subject">): Promise<string | undefined>;
  };
  attempts: {
    record(attempt: Attempt, failure?: string): Promise<void>;
    note(action: "LOGIN_FAILED" | "LOGIN_THROTTLED", attempt: Attempt, reason: string): void;
  };
  /** Failures by address, as for passwords. */
  failures: RateLimit;
  /** Notes that a state was used. False when it was before, on whatever node. */
  spend(state: string, expiresAt: number): Promise<boolean>;
  clock: Clock;
}

/** What has come back to us. */
export interface Return {
  provider: Provider;
  /** As it stood in the address. */
  query: string;
  pending: PendingSignIn;
  challenge: Challenge;
  /** Until when an answer counts, epoch ms. */
  expiresAt: number;
}

export interface SignedIn {
  user: UserResource;
  /** When the person last proved who they are, epoch ms. */
  authenticatedAt: number;
}

/** Clocks of providers may differ from ours by so much. */
const CLOCK_TOLERANCE_MS = MINUTE_MS;

export type ProvidersService = ReturnType<typeof createProvidersService>;

/** What a provider's answer means for accounts here. */
export function createProvidersService(options: ProvidersServiceOptions) {
  const { people, attempts, failures, spend, clock } = options;

  /**
   * Counts a failure of the address unless the provider is to blame, and keeps what came of it. Throws
   * ProviderFailure: `throttled` after too many.
   */
  async function attempted<Result>(attempt: Attempt, work: () => Promise<Result>): Promise<Result> {
    await failures.consume(attempt.ipAddress).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      attempts.note("LOGIN_THROTTLED", attempt, "address");
      throw new ProviderFailure("throttled", "too many failures of an address");
    });
    try {
      const result = await work();
      await attempts.record(attempt);
      await failures.refund(attempt.ipAddress);
      return result;
    } catch (error) {
      const isTheirs = error instanceof ProviderFailure && error.problem !== "unavailable";
      if (!isTheirs) await failures.refund(attempt.ipAddress);
      if (error instanceof ProviderFailure) await attempts.record(attempt, error.problem);
      throw error;
    }
  }

  async function identify({ provider, query, challenge, pending, expiresAt }: Return): Promise<Identity> {
    if (!(await spend(pending.state, expiresAt)))
      throw new ProviderFailure("stale", "a state was used twice");
    return provider.finish(query, challenge);
  }

  return {
    /** An answer that belongs to no question of this browser leaves a line. */
    refuseStale(provider: string, caller: ProviderCaller): ProviderFailure {
      const attempt = { ...caller, provider, purpose: "sign_in" as const, user: undefined };
      attempts.note("LOGIN_FAILED", attempt, "stale");
      return new ProviderFailure("stale", "an answer to no question of this browser");
    },

    /** Who signs in. Throws ProviderFailure. */
    async signIn(returned: Return, { ipAddress, userAgent }: ProviderCaller): Promise<SignedIn> {
      const provider = returned.provider.name;
      const attempt: Attempt = { provider, purpose: "sign_in", user: undefined, ipAddress, userAgent };
      return attempted(attempt, async () => {
        const identity = await identify(returned);
        const { user, isDisabled } = await people.admit({ ...identity, provider });
        attempt.user = user;
        if (isDisabled) throw new ProviderFailure("disabled", "a disabled person");
        return { user, authenticatedAt: Math.min(identity.authenticatedAt ?? clock(), clock()) };
      });
    },

    /**
     * That somebody who is signed in has just proved anew who they are. Throws ProviderFailure: `unconfirmed` when the
     * provider does not say so, `other_person` when it was somebody else.
     */
    async confirm(
      returned: Return,
      user: UserResource,
      { ipAddress, userAgent }: ProviderCaller,
    ): Promise<SignedIn> {
      const provider = returned.provider.name;
      const attempt: Attempt = { provider, purpose: "confirmation", user, ipAddress, userAgent };
      return attempted(attempt, async () => {
        const identity = await identify(returned);
        if ((await people.findId(identity)) !== user.id) {
          throw new ProviderFailure("other_person", "another person confirmed");
        }
        const { authenticatedAt = 0 } = identity;
        if (authenticatedAt < returned.pending.startedAt - CLOCK_TOLERANCE_MS) {
          throw new ProviderFailure("unconfirmed", "no new authentication");
        }
        return { user, authenticatedAt: Math.min(authenticatedAt, clock()) };
      });
    },
  };
}
