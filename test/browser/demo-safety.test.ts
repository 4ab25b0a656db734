import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { DEMO_PASSWORD } from "../../demo/accounts.ts";
import { startDemoServer } from "../support/demo-server.ts";

const CREDENTIALS = JSON.stringify({ username: "admin", password: DEMO_PASSWORD });

/** Signs in over plain HTTP: `fetch` would not let a test choose the Host header. */
async function signIn(origin: string, headers: Record<string, string> = {}): Promise<number> {
  const outgoing = request(`${origin}/sereno/api/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: origin, ...headers },
  });
  outgoing.end(CREDENTIALS);
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  return answer.resume().statusCode ?? 0;
}

test("tells a newcomer the addresses and the accounts", async () => {
  const server = await startDemoServer();
  assert.match(server.output(), `${server.origin}/demo/`);
  assert.match(server.output(), `admin (superuser), ana, luis; password ${DEMO_PASSWORD}`);
  assert.is((await fetch(server.origin)).url, `${server.origin}/demo/`);
  assert.is(await server.stop(), 0);
});

test("lets the demo's accounts in from this machine only", async () => {
  const server = await startDemoServer();
  assert.is(await signIn(server.origin), 200);
  assert.is(await signIn(server.origin, { "X-Forwarded-For": "198.51.100.7" }), 401);
  assert.is(await signIn(server.origin, { Forwarded: "for=198.51.100.7" }), 401);
  assert.is(await signIn(server.origin, { Host: "demo.example.org" }), 401);
  await server.stop();
});

for (const [where, environment] of Object.entries({
  "in production": { NODE_ENV: "production" },
  "with a public origin": { SERENO_ORIGIN: "https://example.org" },
  "where it listens to the network": { HOST: "0.0.0.0" },
  "when it is switched off": { SERENO_DEMO: "off" },
})) {
  test(`neither mounts the site nor seeds an account ${where}`, async () => {
    const server = await startDemoServer({ environment });
    assert.is((await fetch(`${server.origin}/demo/`)).status, 404);
    assert.is((await fetch(`${server.origin}/sereno/healthz`)).status, 200);
    assert.is(await signIn(server.origin, { Origin: environment.SERENO_ORIGIN ?? server.origin }), 401);
    await server.stop();
  });
}

test("leaves nothing behind that opens a server without the demo", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sereno-demo-"));
  const demo = await startDemoServer({ folder });
  assert.is(await signIn(demo.origin), 200);
  await demo.stop();
  const server = await startDemoServer({ folder, environment: { NODE_ENV: "production" } });
  assert.is(await signIn(server.origin), 401);
  await server.stop();
  await rm(folder, { recursive: true });
});

test.run();
