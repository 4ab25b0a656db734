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
  /** Says so, here and on the other nodes: for example when a person's roles have changed. */
  publishUnknown(): void;
}

const UNKNOWN = "unknown";

export function createSessionEvents(signals: Signals, onError: (error: unknown) => void): SessionEvents {
  const listeners = new Set<(event: SessionEvent) => void>();
  const tell = (event: SessionEvent) => {
    for (const listener of listeners) listener(event);
  };
  const unknownListeners: (() => void)[] = [];
  const tellUnknown = () => {
    for (const listener of unknownListeners) listener();
  };
  signals.onUnknown(tellUnknown);
  signals.onMessage((payload) => (payload === UNKNOWN ? tellUnknown() : tell(payload as SessionEvent)));
  return {
    publish(event) {
      tell(event);
      signals.send(event).catch(onError);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onUnknown: (listener) => void unknownListeners.push(listener),
    publishUnknown() {
      tellUnknown();
      signals.send(UNKNOWN).catch(onError);
    },
  };
}
