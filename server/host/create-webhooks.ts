import type { Middleware } from "koa";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/connect.ts";
import type { Journal } from "../journal.ts";
import type { WebhookConfig } from "./host-settings.ts";
import { listenForRevocations, type SessionNews } from "./session-news.ts";
import { createWebhookDeliveries, type WebhookDeliveriesOptions } from "./webhook-deliveries.ts";
import { createDeliveryStore } from "./webhook-deliveries.store.ts";
import { createWebhookDispatcher } from "./webhook-dispatcher.ts";
import { createWebhookSender } from "./webhook-sender.ts";
import { createWebhookRoutes } from "./webhooks.routes.ts";
import { createWebhookService } from "./webhooks.service.ts";

interface CreateWebhooksOptions extends Omit<WebhookDeliveriesOptions, "webhooks"> {
  /** Nothing is sent without one; what was sent can still be looked at. */
  config: WebhookConfig | undefined;
  database: Database;
  journal: Journal;
  clock: Clock;
  events: SessionNews;
  superuserOnly: Middleware;
  onError(error: unknown): void;
}

/** Telling a host by webhooks, from the outbox to the receiver, and how superusers look after it. */
export function createWebhooks(options: CreateWebhooksOptions) {
  const { config, database, journal, clock, events, superuserOnly, onError } = options;
  const store = createDeliveryStore(database);
  const dispatcher =
    config === undefined
      ? undefined
      : createWebhookDispatcher({
          database,
          store,
          sender: createWebhookSender({ webhook: config, clock }),
          journal,
          clock,
          onError,
        });
  if (dispatcher !== undefined) listenForRevocations(events, dispatcher.wake);
  const webhooks = createWebhookService({ database, store, journal, clock, wake: dispatcher?.wake });
  const deliveries = createWebhookDeliveries({ ...options, webhooks });

  return { dispatcher, deliveries, routes: createWebhookRoutes({ deliveries, superuserOnly }) };
}
