import type { FrontendEventGroup, FrontendEventResource } from "../contract/index.ts";
import type { EventGroup, StoredEvent } from "./stored-event.ts";

/** A copy without what looks like a secret. */
export type Redact = (value: unknown) => unknown;

/** Events and groups for the wire. A page may report anything, so what looks like a secret goes here too. */
export function createEventPresenter(redact: Redact) {
  const clean = (text: string | null) => (text === null ? null : String(redact(text)));
  return {
    event: (event: StoredEvent): FrontendEventResource => ({
      id: event.id,
      at: toIso(event.at),
      receivedAt: toIso(event.received_at),
      type: event.type,
      level: event.level,
      message: clean(event.message),
      path: clean(event.path),
      count: event.count,
      data: event.data === null ? null : (redact(JSON.parse(event.data)) as Record<string, unknown>),
      sessionId: event.session_id,
      user: event.username,
    }),
    group: ({ firstAt, lastAt, message, ...group }: EventGroup): FrontendEventGroup => ({
      ...group,
      message: clean(message),
      firstAt: toIso(firstAt),
      lastAt: toIso(lastAt),
    }),
  };
}

export type EventPresenter = ReturnType<typeof createEventPresenter>;

function toIso(at: number): string {
  return new Date(at).toISOString();
}
