import Router from "@koa/router";
import type { Context, Middleware } from "koa";
import type { Page, UserResource, WebhookDeliveryResource } from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import { presentDelivery } from "./webhooks.present.ts";
import { deliveriesQuery, deliveryPlace } from "./webhooks.schema.ts";
import type { WebhookService } from "./webhooks.service.ts";

export interface WebhookRoutesOptions {
  webhooks: WebhookService;
  secret: string;
  superuserOnly: Middleware;
  getUser(ctx: Context): UserResource;
  /** Throws 403 `reauth_required`. */
  requireRecentAuthentication(ctx: Context): unknown;
}

/** Webhooks, for superusers. */
export function createWebhookRoutes(options: WebhookRoutesOptions): Router {
  const { webhooks, secret, superuserOnly, getUser, requireRecentAuthentication } = options;
  const router = new Router();

  router.get("/api/admin/webhook-deliveries", superuserOnly, async (ctx) => {
    const { cursor, state, limit } = validate(deliveriesQuery, ctx.query);
    const list = ["webhook-deliveries", state];
    const before =
      cursor === undefined ? undefined : validate(deliveryPlace, decodeCursor(cursor, secret, list));
    const { items, next } = await webhooks.list({ state, before, limit });
    ctx.body = {
      items: items.map(presentDelivery),
      nextCursor: next === undefined ? null : encodeCursor(next, secret, list),
    } satisfies Page<WebhookDeliveryResource>;
  });

  router.post("/api/admin/webhook-deliveries/:id/resend", superuserOnly, async (ctx) => {
    await requireRecentAuthentication(ctx);
    const delivery = await webhooks.resend(ctx.params.id ?? "", getUser(ctx).id);
    ctx.body = presentDelivery(delivery) satisfies WebhookDeliveryResource;
  });

  return router;
}
