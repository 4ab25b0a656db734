import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "./problem.ts";

/** Counts events by key in a sliding allowance; over it, 429 `rate_limited` with Retry-After. */
export interface RateLimit {
  /** Counts one. Throws Problem `rate_limited` when that is too many. */
  consume(key: string): Promise<void>;
  /** Takes one back: what was counted beforehand turned out well. */
  refund(key: string): Promise<void>;
}

/** `points` events in `windowMs`, counted in this process. */
export function createRateLimit(options: { points: number; windowMs: number }): RateLimit {
  const limiter = new RateLimiterMemory({ points: options.points, duration: options.windowMs / 1_000 });
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
