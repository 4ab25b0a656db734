import type { EventLevel } from "../contract/index.ts";
import type { FrontendEventRow } from "../database/tables.ts";

/** An event as it is stored, with the name of who sent it. */
export type StoredEvent = FrontendEventRow & { username: string | null };

export interface EventQuery {
  sessionId?: string | undefined;
  subjectId?: string | undefined;
  type?: string | undefined;
  level?: EventLevel | undefined;
  text?: string | undefined;
}

export interface EventPlace {
  receivedAt: number;
  id: string;
}

export interface EventPage {
  items: StoredEvent[];
  /** Where to go on; undefined at the end. */
  next: EventPlace | undefined;
}

export interface EventGroup {
  type: string;
  level: EventLevel;
  message: string | null;
  count: number;
  sessions: number;
  firstAt: number;
  lastAt: number;
}

/** What reads events. */
export interface EventSource {
  /** Newest first. With a level or a text a page may be short, and still have a next one. */
  list(query: EventQuery, limit: number, after?: EventPlace): Promise<EventPage>;
  /** What happened most often, among the newest. */
  group(query: EventQuery): Promise<{ groups: EventGroup[]; events: number; isCapped: boolean }>;
}
