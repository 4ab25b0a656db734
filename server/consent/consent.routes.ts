import Router from "@koa/router";
import type { Context, Next } from "koa";
import { MINUTE_MS } from "../clock.ts";
import type { GrantId, ReceiptResource } from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { Problem } from "../http/problem.ts";
import { createRateLimit } from "../http/rate-limit.ts";
import { STATIC_HEADERS } from "../http/security-headers.ts";
import { validate } from "../http/validate.ts";
import { presentDecision } from "./consent.present.ts";
import { changesQuery, decisionId, decisionRequest } from "./consent.schema.ts";
import type { ConsentService } from "./consent.service.ts";
import { latestGrants } from "./latest-grants.ts";
import { parsePolicyAssetPath } from "./policy-assets.ts";

export interface ConsentRoutesOptions {
  consent: ConsentService;
  addressOf: (ctx: Context) => string;
  /** Told what the visitor allows from now on. */
  onAnswer: (ctx: Context, granted: readonly GrantId[]) => Promise<void>;
  /** Requests about decisions a minute and address: a whole office may sit behind one. */
  limit?: number;
}

const SECRET_HEADER = "X-Receipt-Secret";

/** The policy, and the record of what visitors decided. No session is needed. */
export function createConsentRoutes(options: ConsentRoutesOptions): Router {
  const { consent, addressOf, onAnswer, limit = 120 } = options;
  const byAddress = createRateLimit({ points: limit, windowMs: MINUTE_MS });
  const limited = async (ctx: Context, next: Next) => {
    await byAddress.consume(addressOf(ctx));
    return next();
  };
  const router = new Router();

  router.get("/api/consent/policy", (ctx) => {
    const { lang } = ctx.query;
    const { policy } = consent;
    const preferred = ctx.acceptsLanguages(...policy.locales) || "";
    ctx.body = policy.describe(typeof lang === "string" ? lang : preferred);
  });

  router.get("/api/consent/policy-changes", limited, async (ctx) => {
    const { since, lang } = validate(changesQuery, ctx.query);
    const preferred = ctx.acceptsLanguages(...consent.policy.locales) || "";
    const changes = await consent.findChanges(since, lang ?? preferred);
    if (changes === undefined) throw new Problem("not_found", "This site has had no policy of that version.");
    ctx.body = changes;
  });

  // Only policies of the past come here: those of the present are static files.
  router.get("/assets/:file", async (ctx, next) => {
    const name = parsePolicyAssetPath(ctx.params.file ?? "");
    const policy = name && (await consent.findPolicy(name.hash, name.locale));
    if (policy === undefined) return next();
    ctx.set({ ...STATIC_HEADERS, "Cache-Control": "public, max-age=86400" });
    ctx.body = policy;
  });

  router.put("/api/consent/decisions/:id", limited, async (ctx) => {
    const id = validate(decisionId, ctx.params.id);
    const { decision, isNew } = await consent.record(id, validate(decisionRequest, getBody(ctx)));
    const answer = consent.findAnswer(ctx.get("Cookie"));
    await onAnswer(ctx, latestGrants(decision, answer, consent.policy.version));
    ctx.status = isNew ? 201 : 200;
    ctx.body = presentDecision(decision);
  });

  router.get("/api/consent/decisions/:id", limited, async (ctx) => {
    const decision = await consent.findWithSecret(idOf(ctx), ctx.get(SECRET_HEADER));
    const policy = decision && (await consent.findPolicy(decision.policyHash, decision.locale));
    if (decision === undefined || policy === undefined) throw noReceipt();
    ctx.body = { ...presentDecision(decision), policy } satisfies ReceiptResource;
  });

  router.delete("/api/consent/decisions/:id", limited, async (ctx) => {
    if (!(await consent.erase(idOf(ctx), ctx.get(SECRET_HEADER)))) throw noReceipt();
    ctx.status = 204;
  });

  return router;
}

function idOf(ctx: Context): string {
  const parsed = decisionId.safeParse(ctx.params.id);
  if (!parsed.success) throw noReceipt();
  return parsed.data;
}

/** The same for an unknown id and for a wrong secret: whoever has no secret learns nothing. */
function noReceipt(): Problem {
  return new Problem("not_found", "There is no such decision, or its receipt's secret is another.");
}
