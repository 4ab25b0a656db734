import type { Middleware } from "koa";
import { Problem } from "./problem.ts";

/**
 * Refuses the NUL character, which PostgreSQL cannot store and no name or text has: 404 in a path, 422 in a
 * query or a body. Here once, so that no route has to.
 */
export function refuseNul(): Middleware {
  return function refuseNulCharacters(ctx, next) {
    if (ctx.url.includes("%00") && ctx.path.includes("%00")) {
      throw new Problem("not_found", "There is nothing at this address.");
    }
    if (ctx.url.includes("%00") || hasNul(ctx.request.body)) {
      throw new Problem("invalid", "The request holds a NUL character.", {
        errors: [{ path: "", message: "must not hold the character U+0000" }],
      });
    }
    return next();
  };
}

/** The body parser limits the size, and with it the depth, of what arrives here. */
function hasNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, item]) => key.includes("\0") || hasNul(item));
}
