import type { ProblemDetails } from "../../server/contract/index.ts";
import { checkAnswer } from "./answer-check.ts";

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
}

export interface RequestOptions {
  /** An object is sent as JSON, text as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Leaves out what a browser would add by itself: Origin, cookies, CSRF token. */
  bare?: boolean;
}

/** A browser as far as HTTP goes: keeps cookies, sends its Origin, and echoes the CSRF token as the widgets do. Fails on an answer that the API's document does not allow. */
export interface TestClient {
  readonly cookies: Map<string, string>;
  get<Body = unknown>(path: string, options?: RequestOptions): Promise<Answer<Body>>;
  post<Body = unknown>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<Body>>;
  send<Body = unknown>(method: string, path: string, options?: RequestOptions): Promise<Answer<Body>>;
  /** A form's POST, not followed. */
  submit(path: string, fields: Record<string, string>): Promise<Answer<unknown>>;
}

/** Paths are relative to `base`, which ends without a slash. */
export function createClient(base: string): TestClient {
  const cookies = new Map<string, string>();

  async function send<Body>(
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const headers = new Headers(options.bare ? {} : automaticHeaders(method));
    if (typeof options.body === "object") headers.set("Content-Type", "application/json");
    for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
    const body = typeof options.body === "object" ? JSON.stringify(options.body) : options.body;
    const response = await fetch(base + path, {
      method,
      headers,
      redirect: "manual",
      body: body as string | null,
    });
    keepCookies(response.headers);
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get("Content-Type") ?? "");
    const answer = {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : text,
    };
    checkAnswer(method, path, answer);
    return { ...answer, text };
  }

  function automaticHeaders(method: string): Record<string, string> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const token = cookies.get("sereno_csrf");
    return {
      "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      ...(cookie !== "" && { Cookie: cookie }),
      ...(method !== "GET" && { Origin: new URL(base).origin }),
      ...(method !== "GET" && token !== undefined && { "X-CSRF-Token": token }),
    };
  }

  function keepCookies(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      const value = pair.slice(pair.indexOf("=") + 1);
      const expires = /expires=([^;]+)/i.exec(line)?.[1];
      if (expires !== undefined && Date.parse(expires) <= Date.now()) cookies.delete(name);
      else cookies.set(name, value);
    }
  }

  return {
    cookies,
    send,
    get: (path, options) => send("GET", path, options),
    post: (path, body, options) => send("POST", path, { ...options, body }),
    submit: (path, fields) =>
      send("POST", path, {
        body: new URLSearchParams(fields).toString(),
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
      }),
  };
}

/** Reads an answer as a problem. */
export function problemOf(answer: Answer<unknown>): ProblemDetails {
  const type = answer.headers.get("Content-Type");
  if (type?.startsWith("application/problem+json")) return answer.body as ProblemDetails;
  throw new Error(`not a problem but ${answer.status} ${type}: ${answer.text.slice(0, 200)}`);
}
