import type { Clock } from "../clock.ts";
import type { Journal } from "../journal.ts";
import type { EventWriter } from "./event-writer.ts";
import type { AcceptedEvent } from "./frontend-log.schema.ts";
import type { StampedEvent } from "./frontend-log.store.ts";

/** Who sends: from the session, never from what the page says. */
export interface EventSender {
  sessionId: string | null;
  subjectId: string | null;
}

export type FrontendLogService = ReturnType<typeof createFrontendLogService>;

/** Takes the page's events into the database and into sessions.log. */
export function createFrontendLogService({
  writer,
  journal,
  clock,
}: {
  writer: EventWriter;
  journal: Journal;
  clock: Clock;
}) {
  return {
    /** Resolves when the events are durable. An id that is there already is not stored, or logged, again. */
    async accept(events: readonly AcceptedEvent[], sender: EventSender): Promise<void> {
      const receivedAt = clock();
      const stamped = events.map((event) => ({ ...event, ...sender, receivedAt }));
      const fresh = await writer.write(stamped);
      for (const event of stamped) {
        // An id that stands twice in one request is logged once.
        if (fresh.delete(event.id)) journal.note(toEntry(event));
      }
    },
  };
}

function toEntry(event: StampedEvent) {
  const { receivedAt, sessionId, subjectId, type, level, message, path, count } = event;
  return {
    at: receivedAt,
    action: "FRONTEND_EVENT" as const,
    actor: subjectId,
    target: sessionId,
    data: { type, level, message, path, count },
  };
}
