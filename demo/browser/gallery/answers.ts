import { type ApiClient, createApiClient } from "sereno/client";
import type { ProblemCode, ProblemDetails } from "../../../server/contract/index.ts";

export interface Call {
  method: string;
  url: URL;
  body: unknown;
}

type Answer = (call: Call) => Response | Promise<Response>;

/** A client of a server that knows these answers only, by method and path: `"GET api/sessions"`. */
export function apiOf(answers: Record<string, Answer>): ApiClient {
  const base = new URL("/sereno/", location.origin).href;
  return createApiClient({
    base,
    fetch: async (input, init = {}) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const method = init.method ?? "GET";
      const answer = answers[`${method} ${url.href.replace(base, "").replace(/\?.*/, "")}`] ?? offline;
      return answer({ method, url, body: typeof init.body === "string" ? JSON.parse(init.body) : undefined });
    },
  });
}

export function json(body: unknown): Answer {
  return () => Response.json(body);
}

export function problem(status: number, code: ProblemCode): Answer {
  const body: ProblemDetails = {
    type: `/sereno/problems/${code}`,
    title: code,
    status,
    code,
    detail: "An answer of the gallery.",
    instance: "/",
    requestId: "01JD5S8Q4V",
  };
  return () => Response.json(body, { status, headers: { "Content-Type": "application/problem+json" } });
}

/** What a page meets that has lost its network. */
export function offline(): never {
  throw new TypeError("Failed to fetch");
}

/** Never answers, and does not heed the client's own patience. */
export function never(): Promise<Response> {
  return new Promise(() => {});
}
