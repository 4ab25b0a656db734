import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { LoginAnswer } from "../../server/contract/index.ts";
import { connectDatabase } from "../../server/database/connect.ts";
import { createClient, type TestClient } from "../support/client.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";

/** What the server has acknowledged about a session, which a crash must not change. */
interface Acknowledged {
  readonly cookies: Map<string, string>;
  readonly id: string;
  state: "active" | "ending" | "ended";
}

const BASE = "/sereno";
const ROUNDS = 8;
const VISITORS = 6;

const crash = suite("kill -9 under load");
let folder: string;

crash.before(async () => {
  folder = await mkdtemp(join(tmpdir(), "sereno-kill-"));
});

crash.after(() => rm(folder, { recursive: true, force: true }));

crash("loses no acknowledged sign-in, revives no ended session, and starts again by itself", async () => {
  const sessions: Acknowledged[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const server = await startDemoServer({ folder });
    await comparePromises(server, sessions);
    const before = sessions.length;
    await loadUntilKilled(server, sessions, before + VISITORS * round);
    assert.ok(sessions.length > before, "the load reached the server");
  }
  const last = await startDemoServer({ folder });
  await comparePromises(last, sessions);
  assert.is(await last.stop(), 0);
  assert.ok(sessions.some(({ state }) => state === "ended"));
  assert.ok(sessions.some(({ state }) => state === "active"));
});

crash("leaves a database without damage", async () => {
  const database = connectDatabase(`sqlite:${join(folder, "sereno.db")}`);
  const [answer]: { integrity_check: string }[] = await database.knex.raw("PRAGMA integrity_check");
  await database.close();
  assert.is(answer?.integrity_check, "ok");
});

crash.run();

/** Visitors sign in and out until `enough` sessions are acknowledged; then the process dies, requests in flight. */
async function loadUntilKilled(server: DemoServer, sessions: Acknowledged[], enough: number): Promise<void> {
  let killed = false;
  const visit = async (visitor: number) => {
    while (!killed) {
      const session = await signIn(server, visitor % 2 === 0 ? "ana" : "luis").catch(() => undefined);
      if (session === undefined) return;
      sessions.push(session);
      if (sessions.length % 3 === 0) await signOut(server, session).catch(() => undefined);
      if (sessions.length >= enough && !killed) {
        killed = true;
        await server.stop("SIGKILL");
      }
    }
  };
  await Promise.all(Array.from({ length: VISITORS }, (_, visitor) => visit(visitor)));
}

async function signIn(server: DemoServer, username: string): Promise<Acknowledged> {
  const client = createClient(server.origin + BASE);
  const credentials = { username, password: "sereno-demo" };
  const { status, body, text } = await client.post<LoginAnswer>("/api/auth/login", credentials);
  assert.is(status, 200, text);
  return { cookies: client.cookies, id: body.session.id, state: "active" };
}

async function signOut(server: DemoServer, session: Acknowledged): Promise<void> {
  session.state = "ending"; // until it is acknowledged, either outcome is right
  const { status } = await clientOf(server, session).post("/api/auth/logout", {});
  if (status === 200) session.state = "ended";
}

async function comparePromises(server: DemoServer, sessions: Acknowledged[]): Promise<void> {
  for (const session of sessions) {
    const { status, text } = await clientOf(server, session).get("/api/auth/verify");
    if (session.state === "active") assert.is(status, 200, `${session.id} was acknowledged: ${text}`);
    if (session.state === "ended") assert.is(status, 401, `${session.id} came back`);
  }
}

function clientOf(server: DemoServer, { cookies }: Acknowledged): TestClient {
  const client = createClient(server.origin + BASE);
  for (const [name, value] of cookies) client.cookies.set(name, value);
  return client;
}
