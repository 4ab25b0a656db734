import type { WebhookDeliveryResource } from "../contract/index.ts";
import type { Delivery } from "./webhook-deliveries.store.ts";

/** A delivery for superusers. */
export function presentDelivery(delivery: Delivery): WebhookDeliveryResource {
  return {
    id: delivery.id,
    state: delivery.state,
    hostSid: delivery.host_sid,
    subject: delivery.subject,
    endReason: delivery.end_reason,
    endedAt: new Date(delivery.at).toISOString(),
    attempts: delivery.attempts,
    lastAttemptAt: iso(delivery.last_attempt_at),
    lastStatus: delivery.last_status,
    lastError: delivery.last_error,
    nextAttemptAt: iso(delivery.next_attempt_at),
    deliveredAt: iso(delivery.delivered_at),
  };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
