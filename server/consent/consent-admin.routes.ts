import { Readable } from "node:stream";
import Router from "@koa/router";
import type { Context, Middleware } from "koa";
import type { Clock } from "../clock.ts";
import type { ConsentRates, DecisionResource, Page, UserResource } from "../contract/index.ts";
import { validate } from "../http/validate.ts";
import { EXPORT_FORMATS, type ExportFormat } from "./decision-export.ts";
import { decisionFilter } from "./decision-lists.schema.ts";
import type { DecisionLists } from "./decision-lists.service.ts";
import type { DecisionPages } from "./decision-pages.ts";

interface ConsentAdminRoutesOptions {
  decisions: Pick<DecisionLists, "openExport">;
  pages: DecisionPages;
  clock: Clock;
  superuserOnly: Middleware;
  getUser(ctx: Context): UserResource;
  /** Throws 403 `reauth_required` when the last authentication is too old for an export. */
  requireRecent(ctx: Context): void;
}

/** What visitors decided, for superusers. */
export function createConsentAdminRoutes(options: ConsentAdminRoutesOptions): Router {
  const { decisions, pages, clock, superuserOnly, getUser, requireRecent } = options;
  const router = new Router();

  router.get("/api/admin/consent-decisions", superuserOnly, async (ctx) => {
    ctx.body = (await pages.decisions(ctx.query)) satisfies Page<DecisionResource>;
  });

  router.get("/api/admin/consent-rates", superuserOnly, async (ctx) => {
    ctx.body = (await pages.rates(ctx.query)) satisfies ConsentRates;
  });

  for (const format of Object.keys(EXPORT_FORMATS) as ExportFormat[]) {
    router.get(`/api/admin/consent-decisions.${format}`, superuserOnly, async (ctx) => {
      requireRecent(ctx);
      const filter = validate(decisionFilter, ctx.query);
      const text = await decisions.openExport({ filter, format, actor: getUser(ctx).id });
      ctx.attachment(`consent-decisions-${new Date(clock()).toISOString().slice(0, 10)}.${format}`);
      ctx.type = `${EXPORT_FORMATS[format].mediaType}; charset=utf-8`;
      ctx.body = Readable.from(text);
    });
  }

  return router;
}
