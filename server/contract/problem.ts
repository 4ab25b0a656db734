/** Machine-readable reason of a problem answer; http clients branch on it, never on the text. */
export type ProblemCode =
  | "malformed"
  | "unauthenticated"
  | "invalid_credentials"
  | "session_ended"
  | "csrf"
  | "origin"
  | "forbidden"
  | "reauth_required"
  | "not_found"
  | "method_not_allowed"
  | "session_limit"
  | "conflict"
  | "too_large"
  | "unsupported_media_type"
  | "invalid"
  | "rate_limited"
  | "internal"
  | "unavailable";

/** The body of every error answer: `application/problem+json`, RFC 9457. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Path of the request that failed. */
  instance: string;
  code: ProblemCode;
  requestId: string;
  /** One entry a wrong field, with 422 `invalid`. */
  errors?: FieldError[];
  /** With 401 `session_ended` only. */
  endReason?: string;
  endMessage?: string | null;
  endedAt?: string;
  /**
   * With 403 `reauth_required`, of who has no password here: where they confirm that it is them. Takes `next`, where
   * to come back to.
   */
  reauthUrl?: string;
  /** Who asks them there, such as `Google`; absent for the host itself. */
  reauthName?: string;
}

export interface FieldError {
  /** Dotted path of the field, `""` for the whole body. */
  path: string;
  message: string;
}
