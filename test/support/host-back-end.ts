import { TABLES } from "../../server/database/tables.ts";
import type { SignedInClient, TestApp } from "./app.ts";
import { type Answer, createClient } from "./client.ts";

/** Of the host `shop`, for `SERENO_HOST_KEYS`. */
export const SHOP_KEY = "shop-key-of-the-tests-0123456789abcdef";
export const HOST_KEYS = { SERENO_HOST_KEYS: `shop:${SHOP_KEY}` };

/** A host's back end: no cookies, no Origin, its key. */
export interface HostBackEnd {
  get<Body = unknown>(path: string): Promise<Answer<Body>>;
  post<Body = unknown>(path: string, body?: unknown): Promise<Answer<Body>>;
}

export function createHostBackEnd(app: Pick<TestApp, "base">, key = SHOP_KEY): HostBackEnd {
  const client = createClient(app.base);
  const options = { bare: true, headers: { Authorization: `Bearer ${key}` } };
  return {
    get: (path) => client.get(`/api/server${path}`, options),
    post: (path, body) => client.post(`/api/server${path}`, body, options),
  };
}

/** As if a host had vouched for the person, with its session under `alias`. */
export async function signInThroughHost(
  app: TestApp,
  username: string,
  alias = `alias-of-${username}`,
): Promise<SignedInClient> {
  const known = await app.app.services.accounts.findByUsername(username);
  const { id } = known ?? (await app.createAccount(username));
  await app.database
    .knex(TABLES.subjects)
    .where({ id })
    .update({ external_id: `host:${username}` });
  const client = await app.signIn(username);
  await app.database
    .knex(TABLES.sessions)
    .where({ id: client.answer.session.id })
    .update({ host_sid: alias });
  return client;
}
