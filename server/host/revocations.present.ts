import type { RevocationsAnswer } from "../contract/index.ts";
import type { Revocation } from "./outbox.store.ts";

/** A part of the feed for the wire. */
export function presentRevocations({
  items,
  last,
}: {
  items: readonly Revocation[];
  last: number;
}): RevocationsAnswer {
  return {
    items: items.map(({ hostSid, subject, endReason, at }) => ({
      hostSid,
      subject,
      endReason,
      endedAt: new Date(at).toISOString(),
    })),
    cursor: String(last),
  };
}
