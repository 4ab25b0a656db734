import Router from "@koa/router";
import type { Context } from "koa";
import { SECOND_MS } from "../clock.ts";
import type {
  HostEndAnswer,
  HostDisableAnswer,
  ReportedAttemptsAnswer,
  RevocationsAnswer,
} from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { validate } from "../http/validate.ts";
import type { HostService } from "./host.service.ts";
import { getHostActor } from "./require-host-key.ts";
import { presentRevocations } from "./revocations.present.ts";
import type { RevocationFeed } from "./revocation-feed.ts";
import { hostEndRequest, reportedAttemptsRequest, revocationsQuery } from "./server-api.schema.ts";

export interface ReportedSignIn {
  username: string;
  outcome: "succeeded" | "failed" | "throttled";
  reason: string | null;
  ipAddress: string;
  userAgent: string;
  /** Epoch ms. */
  at: number;
}

interface ServerApiOptions {
  host: HostService;
  feed: RevocationFeed;
  /** Keeps attempts to sign in; resolves to how many were new. */
  keepAttempts(attempts: readonly ReportedSignIn[], actor: string): Promise<number>;
}

/** The API of hosts' back ends. Whoever comes here has shown a key. */
export function createServerApiRoutes({ host, feed, keepAttempts }: ServerApiOptions): Router {
  const router = new Router();

  router.post("/api/server/sessions/end", async (ctx) => {
    const request = validate(hostEndRequest, getBody(ctx));
    ctx.body = { ended: await host.end(request, getHostActor(ctx)) } satisfies HostEndAnswer;
  });

  router.get("/api/server/revocations", async (ctx) => {
    const { since, wait } = validate(revocationsQuery, ctx.query);
    const reader = getHostActor(ctx);
    const request = { since, waitMs: wait * SECOND_MS, reader, signal: leavingOf(ctx) };
    ctx.body = presentRevocations(await feed.read(request)) satisfies RevocationsAnswer;
  });

  router.post("/api/server/login-attempts", async (ctx) => {
    const { attempts } = validate(reportedAttemptsRequest, getBody(ctx));
    const reports = attempts.map(({ reason = null, ...attempt }) => ({ ...attempt, reason }));
    ctx.status = 202;
    ctx.body = { kept: await keepAttempts(reports, getHostActor(ctx)) } satisfies ReportedAttemptsAnswer;
  });

  router.post("/api/server/subjects/:id/disable", async (ctx) => {
    ctx.body = {
      ended: await host.disable(ctx.params.id ?? "", getHostActor(ctx)),
    } satisfies HostDisableAnswer;
  });

  router.post("/api/server/subjects/:id/enable", async (ctx) => {
    await host.enable(ctx.params.id ?? "", getHostActor(ctx));
    ctx.status = 204;
  });

  return router;
}

/** Aborted when the caller has left. */
function leavingOf(ctx: Context): AbortSignal {
  const leaving = new AbortController();
  ctx.res.once("close", () => leaving.abort());
  return leaving.signal;
}
