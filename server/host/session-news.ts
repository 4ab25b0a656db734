import { type EndReason, REVOCATIONS } from "../contract/index.ts";

/** What happens to sessions, on whatever node. */
export interface SessionNews {
  subscribe(listener: (event: { type: string; reason?: EndReason }) => void): unknown;
  /** When anything may have changed without an event. */
  onUnknown(listener: () => void): void;
}

/** Calls `listener` whenever there may be a new revocation. */
export function listenForRevocations(events: SessionNews, listener: () => void): void {
  events.subscribe(({ reason }) => {
    if (isRevocation(reason)) listener();
  });
  events.onUnknown(listener);
}

function isRevocation(reason: EndReason | undefined): boolean {
  return reason !== undefined && (REVOCATIONS as readonly EndReason[]).includes(reason);
}
