import type { EndReason } from "./end-reason.ts";
import type { FrontendEventResource } from "./frontend-log.ts";
import type { SessionAnswer } from "./session.ts";

/** What `GET /api/events` sends: the name of the server-sent event and the shape of its JSON data. */
export interface ServerEvents {
  /** Present state, first on every connection. */
  session: SessionAnswer;
  "session-ended": SessionEnded;
  "session-expiring": SessionExpiring;
  /** Something about the caller's sessions (or, with topic `sessions`, anybody's) changed: fetch again. */
  "sessions-changed": Record<string, never>;
  /** Topic `frontend-log`, superusers only. */
  "frontend-event": FrontendEventResource;
}

export interface SessionEnded {
  id: string;
  endReason: EndReason;
  endMessage: string | null;
}

export interface SessionExpiring {
  /** ISO 8601. */
  idleExpiresAt: string;
}

export type EventTopic = "sessions" | "frontend-log";
