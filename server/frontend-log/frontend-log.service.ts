import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import { DROPPED_EVENT } from "../contract/index.ts";
import type { Journal } from "../journal.ts";
import type { EventWriter } from "./event-writer.ts";
import type { AcceptedBatch, AcceptedEvent } from "./frontend-log.schema.ts";
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
    async accept(batch: AcceptedBatch, sender: EventSender): Promise<void> {
      const receivedAt = clock();
      const stamped = [...batch.events, ...droppedEvent(batch, sender)].map((event) => ({
        ...event,
        ...sender,
        receivedAt,
      }));
      const fresh = await writer.write(stamped);
      for (const event of stamped) {
        // An id that stands twice in one request is logged once.
        if (fresh.delete(event.id)) journal.note(toEntry(event));
      }
    },
  };
}

/** What a page had to drop, as an event of its own: the same batch gives it the same id. */
function droppedEvent({ dropped = 0, sent, events }: AcceptedBatch, sender: EventSender): AcceptedEvent[] {
  if (dropped === 0) return [];
  const origin = events[0]?.id ?? `${sender.sessionId} ${sent} ${dropped}`;
  const hex = createHash("sha256").update(`${DROPPED_EVENT} ${origin}`).digest("hex");
  // The form of a UUID, version 8: made by a rule of our own (RFC 9562, 5.8).
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return [{ id, at: sent, type: DROPPED_EVENT, level: "warn", count: dropped }];
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
