import { bodyParser } from "@koa/bodyparser";
import type { Context, Middleware, Next } from "koa";
import { Problem } from "./problem.ts";

const LIMIT = "64kb";

/**
 * Reads JSON and form bodies into `ctx.request.body`: 400 malformed, 413 too large, 415 another type.
 * Routes that read their body themselves are excepted.
 */
export function readBody({ except }: { except(path: string): boolean }): Middleware {
  const parse = bodyParser({
    enableTypes: ["json", "form"],
    jsonLimit: LIMIT,
    formLimit: LIMIT,
    jsonStrict: true,
    parsedMethods: ["POST", "PUT", "PATCH"],
    onError(error) {
      throw toProblem(error);
    },
  });
  return function readRequestBody(ctx: Context, next: Next) {
    if (ctx.method === "GET" || ctx.method === "HEAD" || except(ctx.path)) return next();
    return parse(ctx, next);
  };
}

/** A JSON or form body as an object. 415 when it came as another type, 400 when it is no object. */
export function getBody(ctx: Context): Record<string, unknown> {
  const { length } = ctx.request;
  if (length && !ctx.is("json", "application/*+json", "urlencoded")) {
    throw new Problem("unsupported_media_type", "Send the body as application/json.");
  }
  const body = ctx.request.body ?? {};
  if (typeof body !== "object" || Array.isArray(body))
    throw new Problem("malformed", "The body must be an object.");
  return body as Record<string, unknown>;
}

function toProblem(error: Error): Problem {
  const { status, type } = error as Error & { status?: number; type?: string };
  if (status === 413 || type === "entity.too.large")
    return new Problem("too_large", "The body is too large.");
  if (status === 415) return new Problem("unsupported_media_type", "The body's encoding is not supported.");
  return new Problem("malformed", "The body cannot be read.", { cause: error });
}
