import type { LoginAnswer } from "./auth.ts";

/** `POST /api/auth/handover`. */
export interface HandoverRequest {
  /** The JWT in which the host vouches for its visitor. */
  token: string;
}

/** 201 for a session that begins, 200 for the present one when it is renewed. */
export type HandoverAnswer = LoginAnswer;
