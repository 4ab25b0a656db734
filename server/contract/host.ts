import type { LoginOutcome } from "./account.ts";
import type { EndReason } from "./end-reason.ts";

/** `POST /api/server/sessions/end`: either the host's alias of one of its sessions, or a person. */
export interface HostEndRequest {
  hostSid?: string;
  /** As the host names the person, or our own id. */
  subject?: string;
}

/** How many sessions have ended. */
export interface HostEndAnswer {
  ended: number;
}

/** A session that was taken away: the host ends its own. */
export interface RevocationResource {
  /** The host's alias of its own session; null where we know the person alone. */
  hostSid: string | null;
  /** The person as the host names them; null once they are erased here. */
  subject: string | null;
  endReason: EndReason;
  /** ISO 8601. */
  endedAt: string;
}

/** `GET /api/server/revocations`: oldest first. */
export interface RevocationsAnswer {
  items: RevocationResource[];
  /** For `since` of the next call. It stays good across restarts. */
  cursor: string;
}

/** A sign-in at the host's own form. */
export interface ReportedAttempt {
  /** As the host names the person, or our username. */
  username: string;
  outcome: LoginOutcome;
  reason?: string;
  ipAddress: string;
  userAgent: string;
  /** ISO 8601. */
  at: string;
}

/** `POST /api/server/login-attempts`. */
export interface ReportedAttemptsRequest {
  attempts: ReportedAttempt[];
}

/** How many were new: the same attempt is kept once. */
export interface ReportedAttemptsAnswer {
  kept: number;
}

/** `POST /api/server/subjects/:id/disable`. */
export interface HostDisableAnswer {
  /** How many sessions have ended. */
  ended: number;
}

/** What a webhook's body holds (https://www.standardwebhooks.com). */
export interface SessionEndedMessage {
  type: "session.ended";
  /** When it ended, ISO 8601. */
  timestamp: string;
  data: {
    hostSid: string | null;
    subject: string | null;
    endReason: EndReason;
    endMessage: string | null;
  };
}

/** `failed`: given up after a day, or because the receiver said 410. */
export type DeliveryState = "pending" | "delivered" | "failed";

/** A webhook on its way, or what has become of it. Times are ISO 8601. */
export interface WebhookDeliveryResource {
  /** The `webhook-id` that the receiver sees. */
  id: string;
  state: DeliveryState;
  hostSid: string | null;
  subject: string | null;
  endReason: EndReason;
  endedAt: string;
  attempts: number;
  lastAttemptAt: string | null;
  /** HTTP status of the last answer; null without one. */
  lastStatus: number | null;
  /** Why the last attempt failed; null when it did not. */
  lastError: string | null;
  /** Null unless pending. */
  nextAttemptAt: string | null;
  deliveredAt: string | null;
}
