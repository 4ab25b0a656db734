import type { EndReason } from "../contract/index.ts";
import type { Signals } from "../database/signals.ts";

/** What happened to a session, told to open streams on every node. */
export type SessionEvent =
  | { type: "ended"; sessionId: string; subjectId: string | null; reason: EndReason; message: string | null }
  | { type: "started"; sessionId: string; subjectId: string | null }
  | { type: "changed"; sessionId: string; subjectId: string | null };

export interface SessionEvents {
  /** Tells this process at once, and the other nodes. Never throws: they read again after a failure. */
  publish(event: SessionEvent): void;
  /** Returns the way to stop. */
  subscribe(listener: (event: SessionEvent) => void): () => void;
  /** When anything may have changed without an event. */
  onUnknown(listener: () => void): void;
}

export function createSessionEvents(signals: Signals, onError: (error: unknown) => void): SessionEvents {
  const listeners = new Set<(event: SessionEvent) => void>();
  const tell = (event: SessionEvent) => {
    for (const listener of listeners) listener(event);
  };
  signals.onMessage((payload) => tell(payload as SessionEvent));
  return {
    publish(event) {
      tell(event);
      signals.send(event).catch(onError);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onUnknown: (listener) => signals.onUnknown(listener),
  };
}
