import Router from "@koa/router";
import type { Middleware } from "koa";
import type { Page, WebhookDeliveryResource } from "../contract/index.ts";
import type { WebhookDeliveries } from "./webhook-deliveries.ts";

interface WebhookRoutesOptions {
  deliveries: Pick<WebhookDeliveries, "list" | "resend">;
  superuserOnly: Middleware;
}

/** Webhooks, for superusers. */
export function createWebhookRoutes({ deliveries, superuserOnly }: WebhookRoutesOptions): Router {
  const router = new Router();

  router.get("/api/admin/webhook-deliveries", superuserOnly, async (ctx) => {
    ctx.body = (await deliveries.list(ctx.query)) satisfies Page<WebhookDeliveryResource>;
  });

  router.post("/api/admin/webhook-deliveries/:id/resend", superuserOnly, async (ctx) => {
    ctx.body = (await deliveries.resend(ctx, ctx.params.id ?? "")) satisfies WebhookDeliveryResource;
  });

  return router;
}
