import type Router from "@koa/router";
import type { Clock } from "../clock.ts";
import { MINUTE_MS } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import { createRateLimit } from "../http/rate-limit.ts";
import type { Journal } from "../journal.ts";
import { createHandoverRoutes, type HandoverRoutesOptions } from "./handover.routes.ts";
import { createHandoverService, type HandoverOptions } from "./handover.service.ts";
import { createTokenReader, type HandoverConfig } from "./handover-token.ts";

interface CreateHandoverOptions
  extends
    Pick<HandoverOptions, "admitPerson" | "findBar" | "attempts" | "onChange">,
    Omit<HandoverRoutesOptions, "handovers"> {
  config: HandoverConfig;
  database: Database;
  journal: Journal;
  clock: Clock;
}

/** As for passwords: more than a whole office gets wrong by itself. */
const REFUSALS = { points: 100, windowMs: 15 * MINUTE_MS };

/** The hosts' side door: its rules and its route. */
export function createHandover(options: CreateHandoverOptions): Router {
  const { config, clock } = options;
  const handovers = createHandoverService({
    ...options,
    readToken: createTokenReader(config, clock),
    refusals: createRateLimit(REFUSALS),
  });
  return createHandoverRoutes({ ...options, handovers });
}
