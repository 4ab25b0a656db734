import type { Middleware } from "koa";

/**
 * Lets pages of exactly the `allowed` origins call the API with credentials (Fetch standard, 3.3). Everybody
 * else gets no CORS header, and so no answer that a script could read.
 */
export function cors(allowed: ReadonlySet<string>): Middleware {
  return function shareWithAllowedOrigins(ctx, next) {
    ctx.vary("Origin");
    const origin = ctx.get("Origin");
    if (!allowed.has(origin)) return next();
    ctx.set("Access-Control-Allow-Origin", origin);
    ctx.set("Access-Control-Allow-Credentials", "true");
    ctx.set("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
    if (ctx.method !== "OPTIONS" || ctx.get("Access-Control-Request-Method") === "") return next();
    ctx.set("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
    ctx.set("Access-Control-Allow-Headers", "Authorization, Content-Type, X-CSRF-Token, X-Receipt-Secret");
    ctx.set("Access-Control-Max-Age", "600");
    ctx.status = 204;
    return undefined;
  };
}
