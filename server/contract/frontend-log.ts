export const EVENT_LEVELS = ["debug", "info", "warn", "error"] as const;
export type EventLevel = (typeof EVENT_LEVELS)[number];

/** Limits of `POST /api/frontend-log`. */
export const FRONTEND_LOG_LIMITS = {
  /** Bytes of a body, after inflating. */
  bodyBytes: 65_536,
  events: 50,
  /** Levels of nesting in `data`. */
  depth: 5,
  /** UTF-8 bytes of any string. */
  stringBytes: 2_048,
} as const;

/** One thing that the page reports. */
export interface FrontendEvent {
  /** UUID made by the page: the same id is stored once. */
  id: string;
  /** The page's clock, ISO 8601. */
  at: string;
  /** Dotted lower-case name: `page.view`, `error`, `consent.change`. */
  type: string;
  level?: EventLevel;
  message?: string;
  path?: string;
  /** How often it happened, when duplicates were folded. */
  count?: number;
  data?: Record<string, unknown>;
}

export interface FrontendLogRequest {
  v: 1;
  /** The page's clock when it sent the batch, ISO 8601. */
  sent: string;
  /** Events that the page had to drop since the last batch. */
  dropped?: number;
  /** May be empty when only `dropped` is to be told. */
  events: FrontendEvent[];
}

/** What `GET /api/admin/frontend-events` and its groups may be filtered by. */
export interface FrontendEventFilter {
  /** Public id of a session. */
  session?: string;
  /** Username or id. */
  user?: string;
  type?: string;
  level?: EventLevel;
  /** Any part of message, path or data, in any case. */
  text?: string;
}

/** The type of the event that says how many others a page had to drop. */
export const DROPPED_EVENT = "log.dropped";

/** Events that are the same but for their time and sender: `GET /api/admin/frontend-event-groups`. */
export interface FrontendEventGroup {
  type: string;
  level: EventLevel;
  message: string | null;
  /** How often it happened in all. */
  count: number;
  /** How many sessions it happened to. */
  sessions: number;
  firstAt: string;
  lastAt: string;
}

/** Of the newest events that match; most frequent first. */
export interface FrontendEventGroups {
  items: FrontendEventGroup[];
  /** How many events were looked at, and whether there are older ones. */
  events: number;
  eventsAreCapped: boolean;
}

export interface FrontendEventResource {
  id: string;
  at: string;
  receivedAt: string;
  type: string;
  level: EventLevel;
  message: string | null;
  path: string | null;
  count: number;
  data: Record<string, unknown> | null;
  sessionId: string | null;
  user: string | null;
}
