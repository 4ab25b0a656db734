import Router from "@koa/router";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { EventTopic } from "../contract/index.ts";
import { openEventStream } from "../http/event-stream.ts";
import { Problem } from "../http/problem.ts";
import { validate } from "../http/validate.ts";
import type { EventStreams } from "./event-streams.ts";
import { findSession } from "./guards.ts";
import type { Session } from "./session.ts";
import { presentSessionAnswer } from "./sessions.present.ts";

export const topicsQuery = z.object({
  topics: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(["sessions", "frontend-log"])))
    .default([]),
});

interface EventRoutesOptions {
  streams: EventStreams;
  clock: Clock;
  secret: string;
}

/** `GET /api/events`: server-sent events about the caller's session. 204 tells an EventSource to stop for good. */
export function createEventRoutes({ streams, clock, secret }: EventRoutesOptions): Router {
  const router = new Router();

  router.get("/api/events", (ctx) => {
    const session = findSession(ctx);
    const { topics } = validate(topicsQuery, ctx.query);
    if (session === undefined) {
      ctx.status = 204;
      return;
    }
    requireTopicsAllowed(session, topics);
    const stream = openEventStream(ctx);
    stream.send("session", presentSessionAnswer(session, clock(), secret));
    streams.add(stream, session, new Set(topics));
  });

  return router;
}

function requireTopicsAllowed(session: Session, topics: readonly EventTopic[]): void {
  if (topics.length === 0 || session.user?.isSuperuser === true) return;
  throw new Problem("forbidden", "These topics are for superusers.");
}
