import type { Context } from "koa";
import type { Page, UserResource, WebhookDeliveryResource } from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import { presentDelivery } from "./webhooks.present.ts";
import { deliveriesQuery, deliveryPlace } from "./webhooks.schema.ts";
import type { WebhookService } from "./webhooks.service.ts";

export interface WebhookDeliveriesOptions {
  webhooks: WebhookService;
  secret: string;
  getUser(ctx: Context): UserResource;
  /** Throws 403 `reauth_required`. */
  requireRecentAuthentication(ctx: Context): unknown;
}

export type WebhookDeliveries = ReturnType<typeof createWebhookDeliveries>;

/** Deliveries for the wire, and sending them again as the superuser of the request. */
export function createWebhookDeliveries(options: WebhookDeliveriesOptions) {
  const { webhooks, secret, getUser, requireRecentAuthentication } = options;
  return {
    /** Whether anything is sent now. */
    isConfigured: webhooks.isConfigured,

    /** Newest first. Throws Problem `invalid` or `malformed` for a wrong query. */
    async list(query: unknown): Promise<Page<WebhookDeliveryResource>> {
      const { cursor, state, limit } = validate(deliveriesQuery, query);
      const list = ["webhook-deliveries", state];
      const before =
        cursor === undefined ? undefined : validate(deliveryPlace, decodeCursor(cursor, secret, list));
      const { items, next } = await webhooks.list({ state, before, limit });
      return {
        items: items.map(presentDelivery),
        nextCursor: next === undefined ? null : encodeCursor(next, secret, list),
      };
    },

    async find(id: string): Promise<WebhookDeliveryResource | undefined> {
      const delivery = await webhooks.find(id);
      return delivery && presentDelivery(delivery);
    },

    /** Throws Problem `not_found`, `reauth_required`, or `conflict` where nothing is sent any more. */
    async resend(ctx: Context, id: string): Promise<WebhookDeliveryResource> {
      await requireRecentAuthentication(ctx);
      return presentDelivery(await webhooks.resend(id, getUser(ctx).id));
    },
  };
}
