import { STATUS_CODES } from "node:http";
import type { FieldError, ProblemCode, ProblemDetails } from "../contract/index.ts";

/** The HTTP status that goes with each code. */
export const PROBLEM_STATUS: Readonly<Record<ProblemCode, number>> = {
  malformed: 400,
  unauthenticated: 401,
  invalid_credentials: 401,
  session_ended: 401,
  csrf: 403,
  origin: 403,
  forbidden: 403,
  reauth_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  session_limit: 409,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

interface ProblemExtras extends Partial<
  Pick<ProblemDetails, "endReason" | "endMessage" | "endedAt" | "reauthUrl" | "reauthName">
> {
  errors?: FieldError[];
  /** Sent as Retry-After, rounded up to seconds. */
  retryAfterMs?: number;
  cause?: unknown;
}

/** The one error that handlers and services throw at a client: becomes `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  readonly extensions: Omit<ProblemExtras, "retryAfterMs" | "cause">;

  /** `detail` is for people, without secrets and without what the client sent. */
  constructor(code: ProblemCode, detail: string, { retryAfterMs, cause, ...extensions }: ProblemExtras = {}) {
    super(detail, { cause });
    this.name = "Problem";
    this.code = code;
    this.status = PROBLEM_STATUS[code];
    this.retryAfterMs = retryAfterMs;
    this.extensions = extensions;
  }

  toDetails(instance: string, requestId: string): ProblemDetails {
    return {
      type: "about:blank",
      title: STATUS_CODES[this.status] ?? "Error",
      status: this.status,
      detail: this.message,
      instance,
      code: this.code,
      requestId,
      ...this.extensions,
    };
  }
}
