import type { LocationResource } from "./session.ts";
import type { UserResource } from "./user.ts";

/** An account as superusers see it: a built-in one, or a subject that a host vouches for. Times are ISO 8601. */
export interface AccountResource extends UserResource {
  /** Whether a host vouches for the person; they have no password here. */
  isVouchedFor: boolean;
  createdAt: string;
  disabledAt: string | null;
}

/** `POST /api/admin/users/:id/disable`. */
export interface DisableAnswer {
  user: AccountResource;
  /** How many sessions ended. */
  ended: number;
}

/** `POST /api/admin/users/:id/enable`. */
export interface EnableAnswer {
  user: AccountResource;
}

export type LoginOutcome = "succeeded" | "failed" | "throttled";

export interface LoginAttemptResource {
  /** ISO 8601. */
  at: string;
  /** Of an account that exists; what else was typed is not kept. */
  username: string | null;
  outcome: LoginOutcome;
  reason: string | null;
  ipAddress: string;
  userAgent: string;
  location: LocationResource | null;
}
