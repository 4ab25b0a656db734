import type { HandoverAnswer, LoginAnswer } from "../../server/contract/index.ts";
import { TEST_PASSWORD, type TestApp } from "./app.ts";
import type { Answer, TestClient } from "./client.ts";
import { handOver, signToken } from "./host-tokens.ts";

/** What the session cookie of test servers is called. */
export const SESSION_COOKIE = "sereno_sid";

export function signInAsAna(client: TestClient, password = TEST_PASSWORD): Promise<Answer<LoginAnswer>> {
  return client.post<LoginAnswer>("/api/auth/login", { username: "ana", password });
}

/** Comes with a token of a host, to which somebody else than ana has signed in a minute ago. */
export async function comeFromHost(
  app: TestApp,
  client: TestClient,
  claims: Record<string, unknown> = {},
): Promise<Answer<HandoverAnswer>> {
  return handOver(client, await signToken({ now: app.clock(), claims: { sub: "guest", ...claims } }));
}

/** 200 for who has a session that lives, 401 otherwise. */
export async function statusOf(client: TestClient): Promise<number> {
  return (await client.get("/api/session")).status;
}

/** What somebody else gets who has such a cookie. */
export function statusWith(app: TestApp, token: string): Promise<number> {
  const client = app.client();
  client.cookies.set(SESSION_COOKIE, token);
  return statusOf(client);
}
