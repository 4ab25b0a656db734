import type { Context, Middleware } from "koa";
import type { Confirmation } from "../http/confirmation.ts";
import { Problem } from "../http/problem.ts";
import { findSession } from "./guards.ts";
import type { Session } from "./session.ts";

/** Adds to each 403 `reauth_required` where that is, for whom a host or a provider vouches. */
export function tellWhereToConfirm(
  find: (session: Session) => Promise<Confirmation | undefined>,
): Middleware {
  return async function tellWhere(ctx: Context, next): Promise<void> {
    try {
      await next();
    } catch (error) {
      const session = findSession(ctx);
      if (!(error instanceof Problem) || error.code !== "reauth_required" || session === undefined)
        throw error;
      const found = await find(session);
      if (found === undefined) throw error;
      const { url: reauthUrl, name: reauthName } = found;
      throw new Problem("reauth_required", error.message, {
        reauthUrl,
        ...(reauthName !== undefined && { reauthName }),
        cause: error,
      });
    }
  };
}
