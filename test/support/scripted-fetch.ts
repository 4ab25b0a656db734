import type { ProblemCode, ProblemDetails } from "../../server/contract/index.ts";

export interface SentRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Headers;
  body: unknown;
  signal: AbortSignal;
}

type Answer = Response | Error | Promise<Response>;
type Responder = (request: SentRequest) => Answer;

/** A server for tests: answers by route, keeps what was sent. A route answers its list in turn, the last one for good. */
export class ScriptedFetch {
  readonly sent: SentRequest[] = [];
  readonly #routes = new Map<string, Responder[]>();

  /** `route` is `"POST api/auth/logout"`; replaces what was there. */
  on(route: string, ...responders: Responder[]): this {
    this.#routes.set(route, responders);
    return this;
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const request = readRequest(input, init);
    this.sent.push(request);
    const responders = this.#routes.get(`${request.method} ${request.path}`);
    const responder = responders && responders.length > 1 ? responders.shift() : responders?.[0];
    if (!responder) throw new TypeError(`Nothing answers ${request.method} ${request.path}`);
    const answer = await responder(request);
    if (answer instanceof Error) throw answer;
    return answer;
  };

  count(route: string): number {
    return this.sent.filter(({ method, path }) => `${method} ${path}` === route).length;
  }
}

export const BASE = "https://site.test/sereno/";

export function json(body: unknown, init: ResponseInit = {}): () => Response {
  return () => instantResponse(body, init);
}

export function problem(
  status: number,
  code: ProblemCode,
  extra: Partial<ProblemDetails> = {},
  headers: Record<string, string> = {},
): () => Response {
  const body: ProblemDetails = {
    type: "about:blank",
    title: code,
    status,
    detail: `Refused: ${code}`,
    instance: "/",
    code,
    requestId: "req-1",
    ...extra,
  };
  return () =>
    instantResponse(body, { status, headers: { "Content-Type": "application/problem+json", ...headers } });
}

/** What `fetch` rejects with when there is no network. */
export function offline(): Error {
  return new TypeError("Failed to fetch");
}

/** Never answers, but follows the signal as `fetch` does. */
export function silence({ signal }: SentRequest): Promise<Response> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
}

/** A response whose body is there at once: that of a real one takes a turn of the event loop that no clock counts. */
function instantResponse(body: unknown, init: ResponseInit): Response {
  const response = new Response(null, init);
  return Object.assign(response, { json: () => Promise.resolve(structuredClone(body)) });
}

function readRequest(input: RequestInfo | URL, init: RequestInit): SentRequest {
  const url = String(input instanceof Request ? input.url : input);
  return {
    method: init.method ?? "GET",
    path: url.startsWith(BASE) ? url.slice(BASE.length) : url,
    headers: new Headers(init.headers),
    body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
    signal: init.signal ?? new AbortController().signal,
  };
}
