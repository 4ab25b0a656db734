import { ApiError, errorOfResponse } from "./api-error.ts";
import { findCookie } from "./cookie.ts";
import { pageBase } from "./page-base.ts";

export { ApiError } from "./api-error.ts";

export interface RequestOptions {
  signal?: AbortSignal;
  /** Lets the request outlive the page. */
  keepalive?: boolean;
  headers?: Record<string, string>;
  /** 10 s without it. */
  timeoutMs?: number;
  /** How the answer is read; `json` without it. */
  as?: "json" | "blob";
}

/**
 * The API as the page calls it. Paths are relative to `base`: `"api/session"`. Every call rejects with an
 * `ApiError`, or with the reason of the caller's own signal; an answer without a body gives `undefined`.
 */
export interface ApiClient {
  /** Absolute, ends with "/". */
  readonly base: string;
  get<T>(path: string, options?: RequestOptions): Promise<T>;
  post<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T>;
  put<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T>;
  patch<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T>;
  delete<T>(path: string, options?: RequestOptions): Promise<T>;
}

export interface ApiClientOptions {
  base: string;
  fetch?: typeof fetch;
}

interface Call {
  method: string;
  path: string;
  body?: unknown;
  options: RequestOptions;
}

const TIMEOUT_MS = 10_000;
// Literals: widgets import only types of the contract (CSRF_COOKIE, CSRF_HEADER).
const CSRF_COOKIE = "sereno_csrf";
const CSRF_HEADER = "X-CSRF-Token";

/** Creates a client with a CSRF token of its own memory; takes `fetch` so that a test can answer. */
export function createApiClient({
  base,
  fetch = globalThis.fetch.bind(globalThis),
}: ApiClientOptions): ApiClient {
  // On a sub-domain the page cannot read the cookie: the token of the last answer serves then.
  let rememberedToken: string | undefined;

  const csrfToken = (): string | undefined => findCookie(CSRF_COOKIE) ?? rememberedToken;

  async function call<T>({ method, path, body, options }: Call, token: string | undefined): Promise<T> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    try {
      const response = await fetch(new URL(path, base), {
        method,
        credentials: "include",
        keepalive: options.keepalive ?? false,
        headers: headersOf(method, body, token, options),
        signal: either(options.signal, timeout),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw await errorOfResponse(response);
      return rememberToken(
        (response.status === 204 ? undefined : await response[options.as ?? "json"]()) as T,
      );
    } catch (error) {
      throw describeFailure(error, options.signal, timeout);
    }
  }

  function rememberToken<T>(answer: T): T {
    const token = (answer as { csrfToken?: unknown } | null | undefined)?.csrfToken;
    if (typeof token === "string") rememberedToken = token;
    return answer;
  }

  async function send<T>(request: Call): Promise<T> {
    try {
      return await call<T>(request, request.method === "GET" ? undefined : csrfToken());
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "csrf") throw error;
      const fresh = await call<{ csrfToken: string }>(
        { method: "GET", path: "api/session", options: {} },
        undefined,
      );
      return call<T>(request, fresh.csrfToken);
    }
  }

  return {
    base,
    get: (path, options = {}) => send({ method: "GET", path, options }),
    post: (path, body, options = {}) => send({ method: "POST", path, body, options }),
    put: (path, body, options = {}) => send({ method: "PUT", path, body, options }),
    patch: (path, body, options = {}) => send({ method: "PATCH", path, body, options }),
    delete: (path, options = {}) => send({ method: "DELETE", path, options }),
  };
}

let client: ApiClient | undefined;

let held: Promise<unknown> | undefined;

/** The client that all elements of a page share. */
export function pageApi(): ApiClient {
  return (client ??= createApiClient({ base: pageBase(), fetch: fetchUnlessHeld }));
}

/** Keeps the page's requests waiting, sign-in and sign-out excepted, until it is settled whose they are. */
export function holdApi(until: Promise<unknown>): void {
  held = until;
}

async function fetchUnlessHeld(...[address, init]: Parameters<typeof fetch>): Promise<Response> {
  if (!/api\/auth/.test(address instanceof Request ? address.url : String(address))) await held;
  return fetch(address, init);
}

function headersOf(
  method: string,
  body: unknown,
  token: string | undefined,
  options: RequestOptions,
): Record<string, string> {
  return {
    Accept: "application/json",
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(method !== "GET" && token ? { [CSRF_HEADER]: token } : {}),
    ...options.headers,
  };
}

/** Browsers before 2024 cannot join two signals: whoever asks with one of their own does without the timeout there. */
function either(own: AbortSignal | undefined, timeout: AbortSignal): AbortSignal {
  if (!own) return timeout;
  return "any" in AbortSignal ? AbortSignal.any([own, timeout]) : own;
}

function describeFailure(error: unknown, own: AbortSignal | undefined, timeout: AbortSignal): unknown {
  if (error instanceof ApiError) return error;
  if (own?.aborted) return own.reason;
  if (timeout.aborted)
    return new ApiError("The server took too long to answer", { code: "timeout", cause: error });
  return new ApiError("The server could not be reached", { code: "network", cause: error });
}
