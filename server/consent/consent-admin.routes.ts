import { Readable } from "node:stream";
import Router from "@koa/router";
import type { Context, Middleware } from "koa";
import type { Clock } from "../clock.ts";
import type { ConsentRates, DecisionResource, Page, UserResource } from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import { presentDecision } from "./consent.present.ts";
import { EXPORT_FORMATS, type ExportFormat } from "./decision-export.ts";
import { decisionFilter, decisionListQuery, decisionPlace, ratesQuery } from "./decision-lists.schema.ts";
import type { DecisionLists } from "./decision-lists.service.ts";

interface ConsentAdminRoutesOptions {
  decisions: DecisionLists;
  clock: Clock;
  secret: string;
  superuserOnly: Middleware;
  getUser(ctx: Context): UserResource;
  /** Throws 403 `reauth_required` when the last authentication is too old for an export. */
  requireRecent(ctx: Context): void;
}

/** What visitors decided, for superusers. */
export function createConsentAdminRoutes(options: ConsentAdminRoutesOptions): Router {
  const { decisions, clock, secret, superuserOnly, getUser, requireRecent } = options;
  const router = new Router();

  router.get("/api/admin/consent-decisions", superuserOnly, async (ctx) => {
    const { cursor, ...query } = validate(decisionListQuery, ctx.query);
    const { limit: _, ...filter } = query;
    const before =
      cursor === undefined ? undefined : validate(decisionPlace, decodeCursor(cursor, secret, filter));
    const { items, more } = await decisions.list({ ...query, before });
    const last = items.at(-1);
    const place = more && last && { receivedAt: last.receivedAt, seq: last.seq };
    const nextCursor = place ? encodeCursor(place, secret, filter) : null;
    ctx.body = { items: items.map(presentDecision), nextCursor } satisfies Page<DecisionResource>;
  });

  router.get("/api/admin/consent-rates", superuserOnly, async (ctx) => {
    ctx.body = (await decisions.rates(validate(ratesQuery, ctx.query))) satisfies ConsentRates;
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
