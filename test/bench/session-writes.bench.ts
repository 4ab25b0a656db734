import { statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { connectDatabase, type Database } from "../../server/database/connect.ts";
import { migrate } from "../../server/database/migrate.ts";
import { TABLES } from "../../server/database/tables.ts";
import type { EndSessionsAnswer } from "../../server/contract/index.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../support/app.ts";
import { createTestDatabase } from "../support/database.ts";
import { createTestClock } from "../support/test-clock.ts";
import { type Bench, type BenchRow, percentile } from "./bench.ts";
import { fillSessions } from "./fill-sessions.ts";

/** Milliseconds. */
interface Waits {
  own: number[];
  other: number[];
}

/** One in twenty of a million is open. */
const SESSIONS = 1_000_000;
/** What writes take beside nothing but each other, for about as long, tells the machine's part. */
const ALONE_MS = 60_000;
const VISITORS = 200;
const SECONDS = 60;
const FLUSH_SECONDS = 3;

/** What sessions cost those who write at the same time, and the disk. */
export const sessionWrites: Bench = {
  title: "Writes of sessions, SQLite: ending many, and tracking page views",
  run: async (progress) => [...(await endMany(progress)), await trackPageViews(progress)],
};

async function endMany(progress: (text: string) => void): Promise<BenchRow[]> {
  progress("filling a million sessions");
  return withApp(SESSIONS, async (app, url) => {
    const admin = await signInAdmin(app);
    const other = connectDatabase(url);
    await write(other);
    progress("writing alone");
    const alone = await measureWaits(app.database, other, () => pause(ALONE_MS));
    progress("ending 50,000");
    const startedAt = performance.now();
    let ended = 0;
    const waits = await measureWaits(app.database, other, async () => void (ended = await endAll(admin)));
    const seconds = (performance.now() - startedAt) / 1_000;
    await other.close();
    const row = (name: string, whose: keyof Waits) => {
      const figures = {
        figure: Math.max(...waits[whose]),
        bar: "≤ 50",
        alone: Math.max(...alone[whose]),
        "p99.9": percentile(waits[whose], 0.999),
        "alone, p99.9": percentile(alone[whose], 0.999),
      };
      return { name, figures: { sessions: ended, seconds, ...figures } };
    };
    return [
      row("ending, longest wait of a write of the server, ms", "own"),
      row("ending, longest wait of another connection's write, ms", "other"),
    ];
  });
}

async function endAll(admin: SignedInClient): Promise<number> {
  let ended = 0;
  for (let more = true; more;) {
    const order = { filter: {}, reason: "Maintenance" };
    const { body } = await admin.post<EndSessionsAnswer>("/api/admin/sessions/end", order);
    ended += body.ended;
    more = body.more;
  }
  return ended;
}

/** How long small writes take while `work` goes on: over the server's connection, and over one of another process. */
async function measureWaits(own: Database, other: Database, work: () => Promise<void>): Promise<Waits> {
  const waits: Waits = { own: [], other: [] };
  let isDone = false;
  const writing = [writeUntil(own, waits.own, () => isDone), writeUntil(other, waits.other, () => isDone)];
  await work();
  isDone = true;
  await Promise.all(writing);
  return waits;
}

/** Page views of people who signed in one after the other, each second one; bytes that go to the log of writes. */
async function trackPageViews(progress: (text: string) => void): Promise<BenchRow> {
  progress(`${VISITORS} people view a page each second`);
  return withApp(0, async (app, url) => {
    await app.createAccount("ana");
    const visitors: SignedInClient[] = [];
    for (let visitor = 0; visitor < VISITORS; visitor++) visitors.push(await app.signIn("ana"));
    const log = `${url.slice("sqlite:".length)}-wal`;
    await app.app.services.sessions.flushActivity();
    await app.database.knex.raw("PRAGMA wal_autocheckpoint = 0");
    await app.database.knex.raw("PRAGMA wal_checkpoint(TRUNCATE)");
    for (let second = 1; second <= SECONDS; second++) {
      app.clock.advance(1_000);
      await Promise.all(
        visitors.map((visitor) => visitor.post("/api/session/page-view", { path: "/minutes" })),
      );
      if (second % FLUSH_SECONDS === 0) await app.app.services.sessions.flushActivity();
    }
    const figure = statSync(log).size / (VISITORS * SECONDS);
    return {
      name: "tracking, bytes written a page view",
      figures: { sessions: VISITORS, figure, bar: "≤ 300" },
    };
  });
}

async function withApp<T>(sessions: number, work: (app: TestApp, url: string) => Promise<T>): Promise<T> {
  const { url, drop } = await createTestDatabase("sqlite");
  const database = connectDatabase(url);
  await migrate(database);
  if (sessions > 0) await fillSessions(database, sessions, createTestClock()());
  await database.close();
  const app = await startTestApp("sqlite", { databaseUrl: url });
  try {
    return await work(app, url);
  } finally {
    await app.close();
    await drop();
  }
}

async function signInAdmin(app: TestApp): Promise<SignedInClient> {
  await app.createAccount("admin", ["superuser"]);
  return app.signIn("admin");
}

async function writeUntil(database: Database, waits: number[], isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    const startedAt = performance.now();
    await write(database);
    waits.push(performance.now() - startedAt);
    await pause(5);
  }
}

/** A small write in a transaction of its own. */
async function write(database: Database): Promise<void> {
  await database.transaction((trx) =>
    trx(TABLES.subjects).where({ username: "admin" }).update({ email: "admin@example.org" }),
  );
}
