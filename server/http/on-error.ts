import type { Context, Middleware } from "koa";
import type { Logger } from "pino";
import { answerProblemPage, isForPeople } from "./problem-page.ts";
import { Problem } from "./problem.ts";

const RETRY_AFTER_MS = 5_000;

interface ErrorMapping {
  basePath: string;
  logger: Logger;
  /** Tells errors that will pass (503, try again) from those that are ours (500). */
  isUnavailable(error: unknown): boolean;
}

/** Maps every error of the chain below to a problem answer, for people to a page; what nobody expected becomes a bare 500 and a log line. */
export function onError(mapping: ErrorMapping): Middleware {
  return async function mapErrors(ctx, next) {
    try {
      await next();
      if (ctx.status === 404 && (ctx.body === null || ctx.body === undefined))
        throw new Problem("not_found", "There is nothing at this address.");
    } catch (error) {
      answerProblem(ctx, toProblem(error, ctx, mapping), mapping);
    }
  };
}

function answerProblem(ctx: Context, problem: Problem, { basePath }: ErrorMapping): void {
  ctx.status = problem.status;
  if (problem.retryAfterMs !== undefined)
    ctx.set("Retry-After", String(Math.ceil(problem.retryAfterMs / 1_000)));
  if (isForPeople(ctx, basePath)) return answerProblemPage(ctx, problem, basePath);
  ctx.type = "application/problem+json";
  ctx.set("Cache-Control", "no-store");
  ctx.body = JSON.stringify(problem.toDetails(ctx.path, ctx.state.requestId));
}

function toProblem(error: unknown, ctx: Context, { logger, isUnavailable }: ErrorMapping): Problem {
  if (error instanceof Problem) return error;
  if (isUnavailable(error)) {
    logger.error({ err: error, requestId: ctx.state.requestId }, "database unavailable");
    return new Problem("unavailable", "The service cannot answer now. Try again in a moment.", {
      retryAfterMs: RETRY_AFTER_MS,
    });
  }
  logger.error({ err: error, requestId: ctx.state.requestId, path: ctx.path }, "request failed");
  return new Problem(
    "internal",
    "Something went wrong on our side. Quote the request id when you report it.",
  );
}

/** The client has left while we were answering, as every closed tab with an open stream does. */
export function isDisconnect(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return /^(ERR_STREAM_PREMATURE_CLOSE|ECONNRESET|EPIPE|HPE_INVALID_EOF_STATE)$/.test(String(code));
}
