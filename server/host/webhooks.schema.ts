import { z } from "zod";
import type { WebhookDeliveryResource } from "../contract/index.ts";
import { count, endReason, isoTime } from "../http/wire.schema.ts";

const state = z.enum(["pending", "delivered", "failed"]);

export const deliveriesQuery = z.object({
  state: state.exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).exactOptional(),
});

export const deliveryPlace = z.number();

export const webhookDeliveryResource = z
  .object({
    id: z.string(),
    state,
    hostSid: z.string().nullable(),
    subject: z.string().nullable(),
    endReason,
    endedAt: isoTime,
    attempts: count,
    lastAttemptAt: isoTime.nullable(),
    lastStatus: z.int().nullable(),
    lastError: z.string().nullable(),
    nextAttemptAt: isoTime.nullable(),
    deliveredAt: isoTime.nullable(),
  })
  .meta({ id: "WebhookDelivery" }) satisfies z.ZodType<WebhookDeliveryResource>;
