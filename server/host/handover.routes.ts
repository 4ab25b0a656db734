import Router from "@koa/router";
import type { Context } from "koa";
import type { HandoverAnswer, UserResource } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { validate } from "../http/validate.ts";
import { handoverRequest } from "./handover.schema.ts";
import type { HandoverCaller, HandoverService, KeepSignIn, Vouched } from "./handover.service.ts";

export interface HandoverRoutesOptions {
  handovers: HandoverService;
  /** The session of the request, of whomever it is. */
  findPresent(ctx: Context): { user: UserResource | null; hostSid: string | null } | undefined;
  /** Begins a session; the one that the browser had ends as `replaced`. */
  signIn(ctx: Context, vouched: Vouched, keepSignIn: KeepSignIn): Promise<Omit<HandoverAnswer, "user">>;
  /** The present session lives on, with the time at which the person last signed in to the host. */
  renew(ctx: Context, vouched: Vouched): Promise<Omit<HandoverAnswer, "user">>;
  callerOf(ctx: Context): HandoverCaller;
}

/** `POST /api/auth/handover`: a host's signed-in visitor comes with a token in which the host vouches for them. */
export function createHandoverRoutes(options: HandoverRoutesOptions): Router {
  const { handovers, findPresent, signIn, renew, callerOf } = options;
  const router = new Router();

  router.post("/api/auth/handover", async (ctx) => {
    const { token } = validate(handoverRequest, getBody(ctx));
    const caller = callerOf(ctx);
    const vouched = await handovers.accept(token, caller);
    const isPresent = isOf(findPresent(ctx), vouched);
    const { session, csrfToken, sudoUntil } = isPresent
      ? await renew(ctx, vouched)
      : await handovers.signIn(vouched, caller, (keepSignIn) => signIn(ctx, vouched, keepSignIn));
    ctx.status = isPresent ? 200 : 201;
    ctx.body = { user: vouched.user, session, csrfToken, sudoUntil } satisfies HandoverAnswer;
  });

  return router;
}

/** Another sign-in at the host, even of the same person, is another session here. */
function isOf(present: ReturnType<HandoverRoutesOptions["findPresent"]>, { user, host }: Vouched): boolean {
  return present?.user?.id === user.id && present.hostSid === host.sid;
}
