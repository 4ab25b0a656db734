import type { LoginAnswer } from "./auth.ts";

/** `POST /api/auth/handover`. */
export interface HandoverRequest {
  /** The JWT in which the host vouches for its visitor. */
  token: string;
}

/** 201 for a session that begins, 200 for the present one when it is renewed. */
export interface HandoverAnswer extends LoginAnswer {
  /** Until when the sign-in at the host counts as recent, ISO 8601; it may be past. */
  sudoUntil: string;
}
