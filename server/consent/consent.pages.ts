import { createHash, randomBytes, randomUUID } from "node:crypto";
import Router from "@koa/router";
import type { Context } from "koa";
import { type Clock, MINUTE_MS } from "../clock.ts";
import {
  CONSENT_COOKIE,
  type ConsentAction,
  type ConsentSource,
  type GrantId,
  type PolicyResource,
} from "../contract/index.ts";
import { getBody } from "../http/body.ts";
import { type CookieConfig, setCookie } from "../http/cookies.ts";
import { answerPage } from "../http/html.ts";
import { nextPath } from "../http/next-path.ts";
import { createRateLimit } from "../http/rate-limit.ts";
import { seeOther } from "../http/see-other.ts";
import { validate } from "../http/validate.ts";
import { CONSENT_LIFE_MS, formatConsent } from "./consent-cookie.ts";
import { consentPage } from "./consent-page.view.ts";
import { type ConsentForm, consentForm } from "./consent.schema.ts";
import type { ConsentService } from "./consent.service.ts";
import { normalizeGrants, optionalCategories } from "./grants.ts";
import { consentPageTexts } from "./page-texts.ts";
import { addReceiptPages, keepNewReceipt } from "./receipt.pages.ts";

export interface ConsentPagesOptions {
  consent: ConsentService;
  clock: Clock;
  cookie: CookieConfig;
  basePath: string;
  /** Other origins of the site, to whose pages one may go afterwards. */
  trustedOrigins: readonly string[];
  addressOf: (ctx: Context) => string;
  /** Told what the visitor allows from now on. */
  onAnswer: (ctx: Context, granted: readonly GrantId[]) => Promise<void>;
  /** Answers a minute and address. */
  limit?: number;
}

/** `/consent`: the choice for browsers without JavaScript, with the same cookie and the same record. */
export function createConsentPages(options: ConsentPagesOptions): Router {
  const { consent, clock, cookie, basePath, trustedOrigins, addressOf, onAnswer, limit = 60 } = options;
  const byAddress = createRateLimit({ points: limit, windowMs: MINUTE_MS });
  const router = new Router();
  const findNext = (next: unknown) => nextPath(next, "", trustedOrigins);
  const limited = (ctx: Context) => byAddress.consume(addressOf(ctx));

  router.get("/consent", async (ctx) => {
    const policy = policyFor(ctx);
    const earlier = consent.findEarlierVersion(ctx.get("Cookie"));
    const changed = earlier && (await consent.findChanges(earlier, policy.locale));
    ctx.vary("Accept-Language");
    const body = consentPage({
      policy,
      basePath,
      consent: consent.findAnswer(ctx.get("Cookie")),
      changes: changed ? changed.changes : undefined,
      next: findNext(ctx.query.next),
      isPrivacyControlled: isPrivacyControlled(ctx),
    });
    answerPage(ctx, { title: consentPageTexts(policy).title, basePath, lang: policy.locale, body });
  });

  router.post("/consent", async (ctx) => {
    await limited(ctx);
    const form = validate(consentForm, getBody(ctx));
    const answer = decide(form, ctx);
    const decisionId = randomUUID();
    const decidedAt = clock();
    const secret = randomBytes(16).toString("base64url");
    const { version } = consent.policy;
    await consent.record(decisionId, {
      ...answer,
      policyVersion: version,
      decidedAt,
      locale: policyFor(ctx).locale,
      layout: "page",
      secretHash: createHash("sha256").update(secret).digest("hex"),
    });
    const value = formatConsent({ granted: answer.granted, policyVersion: version, decisionId, decidedAt });
    setCookie(ctx, cookie, CONSENT_COOKIE, value, {
      httpOnly: false,
      maxAge: CONSENT_LIFE_MS,
      sameSite: "lax",
    });
    await onAnswer(ctx, answer.granted);
    keepNewReceipt(ctx, cookie, basePath, { id: decisionId, secret });
    const next = findNext(getBody(ctx).next);
    seeOther(ctx, `${basePath}/consent/receipt${next && `?next=${encodeURIComponent(next)}`}`);
  });

  addReceiptPages(router, {
    consent,
    cookie,
    basePath,
    findNext,
    policyFor,
    isPrivacyControlled,
    limit: limited,
  });

  function policyFor(ctx: Context): PolicyResource {
    const { locales, describe } = consent.policy;
    return describe(ctx.acceptsLanguages(...locales) || "");
  }

  /** Everything that is asked for; without marketing where Global Privacy Control speaks against it. */
  function decide(
    { answer, grant }: ConsentForm,
    ctx: Context,
  ): { action: ConsentAction; granted: GrantId[]; source: ConsentSource } {
    const { core } = consent.policy;
    const before = consent.findAnswer(ctx.get("Cookie"));
    if (answer === "reject") {
      return { action: before?.granted.length ? "withdraw" : "reject_all", granted: [], source: "page" };
    }
    if (answer === "choose") {
      return { action: "choose", granted: normalizeGrants(grant, core), source: "page" };
    }
    const all = optionalCategories(core);
    const granted = isPrivacyControlled(ctx) ? all.filter((category) => category !== "marketing") : all;
    if (granted.length === all.length) return { action: "accept_all", granted, source: "page" };
    return { action: "choose", granted, source: "gpc" };
  }

  return router;
}

/** https://w3c.github.io/gpc/#the-sec-gpc-header-field-for-http-requests */
function isPrivacyControlled(ctx: Context): boolean {
  return ctx.get("Sec-GPC") === "1";
}
