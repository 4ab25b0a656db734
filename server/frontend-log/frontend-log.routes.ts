import Router from "@koa/router";
import type { Context } from "koa";
import { MINUTE_MS } from "../clock.ts";
import { FRONTEND_LOG_LIMITS } from "../contract/index.ts";
import { Problem } from "../http/problem.ts";
import { createRateLimit } from "../http/rate-limit.ts";
import { validate } from "../http/validate.ts";
import { frontendLogSchema } from "./frontend-log.schema.ts";
import type { EventSender, FrontendLogService } from "./frontend-log.service.ts";
import { readTextBody } from "./read-text-body.ts";

/** Reads its body itself: the general body parser must leave this path alone. */
export const FRONTEND_LOG_PATH = "/api/frontend-log";

export interface FrontendLogRoutesOptions {
  service: FrontendLogService;
  findSender: (ctx: Context) => EventSender;
  addressOf: (ctx: Context) => string;
  /** Requests a minute. */
  limits?: { session: number; address: number };
}

/** `POST /api/frontend-log`. The caller has checked the origin. */
export function createFrontendLogRoutes(options: FrontendLogRoutesOptions): Router {
  const { service, findSender, addressOf, limits = { session: 120, address: 600 } } = options;
  const bySession = createRateLimit({ points: limits.session, windowMs: MINUTE_MS });
  const byAddress = createRateLimit({ points: limits.address, windowMs: MINUTE_MS });
  const router = new Router();

  router.post(FRONTEND_LOG_PATH, async (ctx) => {
    const sender = findSender(ctx);
    await byAddress.consume(addressOf(ctx));
    if (sender.sessionId !== null) await bySession.consume(sender.sessionId);
    if (!ctx.is("application/json", "text/plain")) {
      throw new Problem("unsupported_media_type", "Send events as application/json or text/plain.");
    }
    const body = parse(await readTextBody(ctx, FRONTEND_LOG_LIMITS.bodyBytes));
    await service.accept(validate(frontendLogSchema, body), sender);
    ctx.status = 204;
  });
  return router;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem("malformed", "The body is not JSON.", { cause: error });
  }
}
