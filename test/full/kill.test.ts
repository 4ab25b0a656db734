import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createAuditService } from "../../server/audit/audit.service.ts";
import { createAuditStore } from "../../server/audit/audit.store.ts";
import type {
  EndReason,
  EndSessionsAnswer,
  LoginAnswer,
  ProblemDetails,
} from "../../server/contract/index.ts";
import { connectDatabase } from "../../server/database/connect.ts";
import { type AuditRow, TABLES } from "../../server/database/tables.ts";
import { createClient, type TestClient } from "../support/client.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";

/** What the server has acknowledged about a session, which a crash must not change. */
interface Acknowledged {
  readonly cookies: Map<string, string>;
  readonly id: string;
  state: "active" | "ending" | "ended";
  endReason?: EndReason;
}

const BASE = "/sereno";
const ROUNDS = 20;
const VISITORS = 6;
/** How many more sessions than at its start a round begins before the process dies. */
const SESSIONS_PER_ROUND = 4 * VISITORS;

const crash = suite("kill -9 under load");
let folder: string;

crash.before(async () => {
  folder = await mkdtemp(join(tmpdir(), "sereno-kill-"));
});

crash.after(() => rm(folder, { recursive: true, force: true }));

crash("loses no acknowledged sign-in or end, revives nothing, and starts again by itself", async () => {
  const sessions: Acknowledged[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const server = await startDemoServer({ folder });
    await comparePromises(server, sessions);
    const before = sessions.length;
    await loadUntilKilled(server, sessions, before + SESSIONS_PER_ROUND);
    assert.ok(sessions.length > before, "the load reached the server");
  }
  const last = await startDemoServer({ folder });
  await comparePromises(last, sessions);
  assert.is(await last.stop(), 0);
  for (const reason of ["manual", "forced"]) {
    const ended = sessions.filter(({ state, endReason }) => state === "ended" && endReason === reason);
    assert.ok(ended.length > ROUNDS, `${ended.length} ended as ${reason}`);
  }
  assert.ok(sessions.some(({ state }) => state === "active"));
  await compareAudit(sessions);
});

crash("leaves a database without damage", async () => {
  const database = connectDatabase(databaseUrl());
  const [answer]: { integrity_check: string }[] = await database.knex.raw("PRAGMA integrity_check");
  await database.close();
  assert.is(answer?.integrity_check, "ok");
});

crash.run();

function databaseUrl(): string {
  return `sqlite:${join(folder, "sereno.db")}`;
}

/** Visitors sign in, out and are put out until `enough` sessions are acknowledged; then the process dies, requests in flight. */
async function loadUntilKilled(server: DemoServer, sessions: Acknowledged[], enough: number): Promise<void> {
  const admin = clientOf(server, await signIn(server, "admin"));
  let killed = false;
  const visit = async (visitor: number) => {
    while (!killed) {
      const session = await signIn(server, visitor % 2 === 0 ? "ana" : "luis").catch(() => undefined);
      if (session === undefined) return;
      sessions.push(session);
      if (sessions.length % 3 === 0) await signOut(server, session).catch(() => undefined);
      if (sessions.length % 3 === 1) await forceEnd(admin, session).catch(() => undefined);
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
  session.endReason = "manual";
  session.state = "ending"; // until it is acknowledged, either outcome is right
  const { status } = await clientOf(server, session).post("/api/auth/logout", {});
  if (status === 200) session.state = "ended";
}

async function forceEnd(admin: TestClient, session: Acknowledged): Promise<void> {
  session.endReason = "forced";
  session.state = "ending";
  const order = { ids: [session.id], reason: "test" };
  const { status, body } = await admin.post<EndSessionsAnswer>("/api/admin/sessions/end", order);
  if (status === 200 && body.ended === 1) session.state = "ended";
}

async function comparePromises(server: DemoServer, sessions: Acknowledged[]): Promise<void> {
  for (const session of sessions) {
    const { status, body, text } = await clientOf(server, session).get<ProblemDetails>("/api/auth/verify");
    if (session.state === "active") assert.is(status, 200, `${session.id} was acknowledged: ${text}`);
    if (session.state !== "ended") continue;
    assert.is(status, 401, `${session.id} came back`);
    assert.is(body.endReason, session.endReason, session.id);
  }
}

/** The chain verifies; every acknowledged start and end is in it, once. */
async function compareAudit(sessions: Acknowledged[]): Promise<void> {
  const database = connectDatabase(databaseUrl());
  const store = createAuditStore(database);
  const { fault } = await createAuditService({ database, store }).verify();
  assert.is(fault, null);
  const rows: AuditRow[] = await database.knex(TABLES.auditLog);
  await database.close();
  for (const { id, state } of sessions) {
    const actions = rows.filter(({ target }) => target === id).map(({ action }) => action);
    assert.is(actions.filter((action) => action === "SESSION_CREATED").length, 1, id);
    if (state === "active") assert.is(actions.length, 1, id);
    if (state === "ended") assert.is(actions.length, 2, id);
  }
}

function clientOf(server: DemoServer, { cookies }: Acknowledged): TestClient {
  const client = createClient(server.origin + BASE);
  for (const [name, value] of cookies) client.cookies.set(name, value);
  return client;
}
