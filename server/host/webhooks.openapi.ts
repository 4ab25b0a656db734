import type { Operations } from "../http/operation.ts";
import { pageOf } from "../http/wire.schema.ts";
import { deliveriesQuery, webhookDeliveryResource } from "./webhooks.schema.ts";

export const webhookOperations: Operations = {
  "GET /api/admin/webhook-deliveries": {
    summary: "Webhooks that tell a host of revocations, newest first: on their way, delivered, given up",
    access: "superuser",
    query: deliveriesQuery,
    answers: { 200: pageOf(webhookDeliveryResource) },
    problems: ["malformed"],
  },
  "POST /api/admin/webhook-deliveries/:id/resend": {
    summary: "Sends a webhook again, for another day",
    access: "superuser",
    answers: { 200: webhookDeliveryResource },
    problems: ["reauth_required", "not_found", "conflict"],
  },
};
