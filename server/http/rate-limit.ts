import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "./problem.ts";

/** Counts events by key in a window of time; over the allowance, 429 `rate_limited` with Retry-After. */
export interface RateLimit {
  /** Counts one. Throws Problem `rate_limited` when that is too many. */
  consume(key: string): Promise<void>;
  /** Takes one back: what was counted beforehand turned out well. */
  refund(key: string): Promise<void>;
}

export interface Allowance {
  points: number;
  windowMs: number;
}

/** `points` events in `windowMs`, counted in this process. */
export function createRateLimit({ points, windowMs }: Allowance): RateLimit {
  return limitBy(new RateLimiterMemory({ points, duration: windowMs / 1_000 }));
}

/** The same by a limiter that counts elsewhere. */
export function limitBy(limiter: RateLimiterAbstract): RateLimit {
  return {
    async consume(key) {
      try {
        await limiter.consume(key);
      } catch (rejection) {
        if (!(rejection instanceof RateLimiterRes)) throw rejection;
        throw new Problem("rate_limited", "Too many attempts. Wait a moment, then try again.", {
          retryAfterMs: Math.max(1_000, rejection.msBeforeNext),
        });
      }
    },
    async refund(key) {
      await limiter.reward(key);
    },
  };
}
