import type { Context, Middleware } from "koa";
import { findSession } from "./guards.ts";
import type { Session } from "./session.ts";

interface CountActivityOptions {
  record(session: Session, visit: { ipAddress: string }): Promise<Session>;
  clientAddress(ctx: Context): string;
  /** Routes that take POST without anybody being active: polls, and reports that a page sends by itself. */
  isPassive(path: string): boolean;
}

/**
 * Counts what keeps a session alive: page views and every state-changing request; reading, verifying and streams
 * do not (http-api.md, What counts as activity). Throws 401 for a session whose deadline has passed meanwhile.
 */
export function countActivity({ record, clientAddress, isPassive }: CountActivityOptions): Middleware {
  return async function countRequest(ctx, next) {
    const session = findSession(ctx);
    const isReading = ctx.method === "GET" || ctx.method === "HEAD" || ctx.method === "OPTIONS";
    if (session !== undefined && !isReading && !isPassive(ctx.path)) {
      const active = await record(session, { ipAddress: clientAddress(ctx) });
      ctx.state.authentication = { status: "active", session: active };
    }
    return next();
  };
}
