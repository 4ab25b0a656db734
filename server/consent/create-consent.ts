import type Router from "@koa/router";
import type { Context, Middleware } from "koa";
import type { Clock } from "../clock.ts";
import type { CategoryId, GrantId, PolicyResource, UserResource } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import type { AssetSource } from "../http/assets.ts";
import type { CookieConfig } from "../http/cookies.ts";
import type { Journal } from "../journal.ts";
import { completePolicy } from "./complete-policy.ts";
import { createConsentAdminRoutes } from "./consent-admin.routes.ts";
import { type CookieConsent, hasConsent } from "./consent-cookie.ts";
import { createConsentPages } from "./consent.pages.ts";
import { createConsentRoutes } from "./consent.routes.ts";
import { createConsentService } from "./consent.service.ts";
import { createConsentStore } from "./consent.store.ts";
import { createDecisionLists } from "./decision-lists.service.ts";
import { createDecisionListStore } from "./decision-lists.store.ts";
import { createDecisionPages } from "./decision-pages.ts";
import { createDefaultPolicy } from "./default-policy.ts";
import { allows } from "./grants.ts";
import { createPolicyAssets } from "./policy-assets.ts";
import { createPolicy, findDeclared } from "./policy.ts";
import type { PolicyDocument } from "./policy.schema.ts";

export interface DeclaredCookie {
  category: CategoryId;
  httpOnly?: boolean;
  revealable?: boolean;
}

interface ConsentOptions {
  database: Database;
  journal: Journal;
  clock: Clock;
  secret: string;
  cookie: CookieConfig;
  /** Of providers of sign-in. */
  stateCookies: readonly string[];
  basePath: string;
  /** Other origins of the site, to whose pages one may go afterwards. */
  trustedOrigins: readonly string[];
  /** The site's policy; one that declares what Sereno stores when absent. */
  policy: PolicyDocument | undefined;
  /** What a visitor's answer about analytics means for the session of the request. */
  followConsent(ctx: Context, isAllowed: boolean): Promise<void>;
  addressOf(ctx: Context): string;
  superuserOnly: Middleware;
  getUser(ctx: Context): UserResource;
  /** Throws 403 `reauth_required` when the last authentication is too old. */
  requireRecent(ctx: Context): void;
}

/** All of consent: the policy, what visitors decided, and the pages for browsers without JavaScript. */
export function createConsent(options: ConsentOptions) {
  const { database, journal, clock, secret, followConsent } = options;
  const own = createDefaultPolicy(options.cookie, options.stateCookies);
  const policy = createPolicy(options.policy === undefined ? own : completePolicy(options.policy, own));
  const consent = createConsentService({
    database,
    store: createConsentStore(database),
    policy,
    journal,
    clock,
  });
  const decisions = createDecisionLists({
    database,
    store: createDecisionListStore(database),
    journal,
    clock,
  });
  const pages = createDecisionPages({ decisions, secret });
  const onAnswer = (ctx: Context, granted: readonly GrantId[]) =>
    followConsent(ctx, allows(granted, "analytics"));
  const described = policy.describe("en");
  return {
    routes: [
      createConsentRoutes({ ...options, consent, onAnswer }),
      createConsentAdminRoutes({ ...options, decisions, pages }),
      createConsentPages({ ...options, consent, onAnswer }),
    ] satisfies Router[],
    /** Lists and rates of decisions, for superusers. */
    pages,
    /** The answer in a `Cookie` header. */
    findAnswer: (cookies: string): CookieConsent | undefined => consent.findAnswer(cookies),
    /** Since when this visitor lets us remember which pages are visited; undefined when not. */
    findAnalyticsConsent(ctx: Context): number | undefined {
      const answer = consent.findAnswer(ctx.get("Cookie"));
      return hasConsent(answer, "analytics") ? answer?.decidedAt : undefined;
    },
    /** What the policy says of a cookie. */
    lookUpCookie: (name: string): DeclaredCookie | undefined => findCookie(described, name),
    /** The page's script with the policy in it, and the policy's texts. */
    assets: (script: string): AssetSource[] => createPolicyAssets(script, policy, options.cookie.domain),
    /** Keeps what the policy says today, so that every decision can be shown with it. */
    keepPolicy: () => consent.keepPolicy(),
  };
}

function findCookie(policy: PolicyResource, name: string): DeclaredCookie | undefined {
  const declared = findDeclared(policy, "cookie", name);
  if (declared === undefined) return undefined;
  const { category, item } = declared;
  const { httpOnly, revealable } = item;
  return {
    category,
    ...(httpOnly !== undefined && { httpOnly }),
    ...(revealable !== undefined && { revealable }),
  };
}
