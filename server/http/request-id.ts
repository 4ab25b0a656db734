import { randomUUID } from "node:crypto";
import type { Middleware } from "koa";

/** Names each request for logs and problem reports. An id sent by the client is not trusted. */
export function requestId(): Middleware {
  return function nameRequest(ctx, next) {
    const id = randomUUID();
    ctx.state.requestId = id;
    ctx.set("X-Request-Id", id);
    return next();
  };
}
