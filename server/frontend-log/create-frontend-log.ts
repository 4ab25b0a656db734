import type Router from "@koa/router";
import type { Middleware } from "koa";
import type { Clock } from "../clock.ts";
import type { EventTopic, ServerEvents } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import type { Journal } from "../journal.ts";
import { createEventTail } from "./event-tail.ts";
import { createEventWriter } from "./event-writer.ts";
import { createEventPresenter, type Redact } from "./frontend-events.present.ts";
import {
  createFrontendEventLists,
  type FrontendEventLists,
  type FrontendEventListsOptions,
} from "./frontend-events.lists.ts";
import { createFrontendEventRoutes } from "./frontend-events.routes.ts";
import { createFrontendEventStore } from "./frontend-events.store.ts";
import { createFrontendLogRoutes, type FrontendLogRoutesOptions } from "./frontend-log.routes.ts";
import { createFrontendLogService } from "./frontend-log.service.ts";

interface FrontendLogOptions
  extends Omit<FrontendLogRoutesOptions, "service">, Omit<FrontendEventListsOptions, "events" | "present"> {
  database: Database;
  journal: Journal;
  clock: Clock;
  redact: Redact;
  superuserOnly: Middleware;
  /** Who looks on. */
  streams: {
    hasListeners(topic: EventTopic): boolean;
    tellTopic<Name extends keyof ServerEvents>(topic: EventTopic, name: Name, data: ServerEvents[Name]): void;
  };
}

/** All of the frontend log: what takes events, what shows them, and what passes them on to who looks on. */
export function createFrontendLog(options: FrontendLogOptions): {
  routes: Router[];
  /** For superusers. */
  lists: FrontendEventLists;
  /** To be called every second or so. */
  follow(): Promise<void>;
} {
  const { database, journal, clock, redact, streams } = options;
  const present = createEventPresenter(redact);
  const store = createFrontendEventStore(database);
  const lists = createFrontendEventLists({ ...options, events: store, present });
  const service = createFrontendLogService({ writer: createEventWriter(database), journal, clock });
  return {
    routes: [
      createFrontendLogRoutes({ ...options, service }),
      createFrontendEventRoutes({ ...options, lists }),
    ],
    lists,
    follow: createEventTail({
      store,
      clock,
      isWatched: () => streams.hasListeners("frontend-log"),
      onEvent: (event) => streams.tellTopic("frontend-log", "frontend-event", present.event(event)),
    }),
  };
}
