import type { DeliveryState } from "../contract/index.ts";

/** Texts about webhooks. */
export const webhookMessages = {
  caption: "Webhook deliveries",
  empty:
    "Nothing has been sent yet. A delivery appears here when a session of somebody whom the site vouches for is taken away.",
  nothingLeft: "There are no deliveries.",
  notConfigured:
    "No webhook is configured, so nothing is sent. To have the site told, set SERENO_WEBHOOK_URL and SERENO_WEBHOOK_SECRET.",
  state: "Status",
  states: { pending: "On its way", delivered: "Delivered", failed: "Given up" } satisfies Record<
    DeliveryState,
    string
  >,
  ended: "Session ended",
  hostSid: "Session at the site",
  subject: "Person at the site",
  fault: "Why it failed",
  answered: (status: number) => `The site answered ${status}.`,
  redirected: (status: number) => `The site answered ${status}; redirects are not followed.`,
  noAnswer: "There was no answer.",
  attempts: "Attempts",
  lastAttempt: "Last attempt",
  nextAttempt: "Next attempt",
  id: "webhook-id",
  actions: "Actions",
  resend: "Send again…",
  resendTitle: "Send this webhook again?",
  resendBody:
    "The site is told once more, at once, under the same webhook-id. If it does not take it, it is tried again for a day.",
  submit: "Send again",
  resent: {
    pending: "It is on its way again. Reload this page to see what becomes of it.",
    delivered: "It was sent again, and the site has taken it.",
    failed: "It was sent again, and was given up again.",
  } satisfies Record<DeliveryState, string>,
  notFailed: "It was not sent again: it is on its way, or has been delivered.",
};

export type WebhookMessages = typeof webhookMessages;
