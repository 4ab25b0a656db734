import type { ProblemCode, ProblemDetails } from "../../server/contract/index.ts";

export interface ApiErrorOptions {
  /** HTTP status, 0 when there was no answer. */
  status?: number;
  code: ApiErrorCode;
  problem?: ProblemDetails | undefined;
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

export type ApiErrorCode = ProblemCode | "network" | "timeout";

/** Why a call to the API failed. Branch on `code`; `message` is for logs. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly problem?: ProblemDetails;
  /** From `Retry-After`. */
  readonly retryAfterMs?: number;

  constructor(message: string, options: ApiErrorOptions) {
    super(message, { cause: options.cause });
    this.name = "ApiError";
    this.status = options.status ?? 0;
    this.code = options.code;
    if (options.problem) this.problem = options.problem;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether no usable answer came: offline, timed out, or the server is busy or broken. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

const CODE_OF_STATUS: Readonly<Record<number, ProblemCode>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  422: "invalid",
  429: "rate_limited",
  503: "unavailable",
};

/** Reads a failed answer. A proxy's own error page has no problem body: the status then decides the code. */
export async function errorOfResponse(response: Response): Promise<ApiError> {
  const problem = await findProblem(response);
  return new ApiError(problem?.detail ?? `The server answered ${response.status}`, {
    status: response.status,
    code: problem?.code ?? CODE_OF_STATUS[response.status] ?? "internal",
    problem,
    retryAfterMs: findRetryAfterMs(response.headers.get("Retry-After")),
  });
}

async function findProblem(response: Response): Promise<ProblemDetails | undefined> {
  if (!response.headers.get("Content-Type")?.includes("json")) return undefined;
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null && "code" in body ? (body as ProblemDetails) : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
function findRetryAfterMs(header: string | null): number | undefined {
  if (!header) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
