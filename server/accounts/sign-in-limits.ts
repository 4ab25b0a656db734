import { RateLimiterPostgres } from "rate-limiter-flexible";
import { MINUTE_MS } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import { TABLES } from "../database/tables.ts";
import { type Allowance, createRateLimit, limitBy, type RateLimit } from "../http/rate-limit.ts";

export interface SignInLimits {
  byAccount: RateLimit;
  byAddress: RateLimit;
}

const WINDOW_MS = 15 * MINUTE_MS;
const FAILURES_PER_ACCOUNT = 10;
const FAILURES_PER_ADDRESS = 100;

/** How often a password may be wrong. SQLite has one server, which counts in memory; nodes on PostgreSQL count together. */
export function createSignInLimits({ dialect, knex }: Database): SignInLimits {
  const create = (keyPrefix: string, { points, windowMs }: Allowance): RateLimit => {
    if (dialect === "sqlite") return createRateLimit({ points, windowMs });
    return limitBy(
      new RateLimiterPostgres({
        storeClient: knex,
        storeType: "knex",
        tableName: TABLES.rateLimits,
        // By our own migration.
        tableCreated: true,
        keyPrefix,
        points,
        duration: windowMs / 1_000,
      }),
    );
  };
  return {
    byAccount: create("sign-in-account", { points: FAILURES_PER_ACCOUNT, windowMs: WINDOW_MS }),
    byAddress: create("sign-in-address", { points: FAILURES_PER_ADDRESS, windowMs: WINDOW_MS }),
  };
}
