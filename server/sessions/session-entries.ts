import type { EndReason } from "../contract/index.ts";
import type { JournalAction, JournalEntry } from "../journal.ts";
import type { Session } from "./session.ts";

/** What of an ending stands in the journal and not in the session. */
interface Unseen {
  reason: EndReason;
  actor?: string | undefined;
  auditNote?: string | undefined;
}

const ACTIONS: Partial<Record<EndReason, JournalAction>> = {
  manual: "LOGOUT",
  forced: "SESSION_FORCE_CLOSE",
  expired_idle: "SESSION_TIMEOUT",
  expired_absolute: "SESSION_TIMEOUT",
};

/** What the journal keeps of a session's start. */
export function createdEntry(session: Session): JournalEntry {
  return {
    at: session.createdAt,
    action: "SESSION_CREATED",
    actor: session.user?.id ?? null,
    target: session.id,
    data: circumstances(session),
  };
}

/** What the journal keeps of a session's end: who, when, from where, why, and after how long (L3). */
export function endedEntry(session: Session, { reason, actor = "system", auditNote }: Unseen): JournalEntry {
  const { endReason, endedAt, createdAt } = session;
  return {
    at: endedAt ?? createdAt,
    action: (endReason && ACTIONS[endReason]) ?? "SESSION_ENDED",
    // A deadline that had passed ended it by itself, whoever came after that.
    actor: session.endedBy?.id ?? (endReason === reason ? actor : "system"),
    target: session.id,
    data: {
      ...circumstances(session),
      reason: endReason,
      durationSeconds: Math.round(((endedAt ?? createdAt) - createdAt) / 1_000),
      ...(session.endMessage !== null && { message: session.endMessage }),
      ...(auditNote !== undefined && { note: auditNote }),
    },
  };
}

function circumstances(session: Session): Record<string, unknown> {
  return {
    user: session.user?.username ?? null,
    kind: session.kind,
    ipAddress: session.ipLast,
    userAgent: session.userAgent,
  };
}
