import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { connectDatabase } from "../../server/database/connect.ts";
import { TABLES } from "../../server/database/tables.ts";
import { type DemoServer, startDemoServer } from "../support/demo-server.ts";

const ROUNDS = 20;
const PAGES = 8;
const EVENTS = 20;
/** Under the limit of an address in one run of the server. */
const ENOUGH = 40;

const crash = suite("kill -9 while events come in");

crash("every event that was answered 204 is in the database once, twenty times", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sereno-kill-ingest-"));
  const acknowledged: string[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const before = acknowledged.length;
    await sendUntilKilled(await startDemoServer({ folder }), acknowledged);
    assert.ok(acknowledged.length > before, "the load reached the server");
  }
  const database = connectDatabase(`sqlite:${join(folder, "sereno.db")}`);
  const rows: { id: string }[] = await database.knex(TABLES.frontendEvents).select("id");
  await database.close();
  await rm(folder, { recursive: true, force: true });
  const stored = new Set(rows.map(({ id }) => id));
  assert.is(stored.size, rows.length);
  assert.equal(
    acknowledged.filter((id) => !stored.has(id)),
    [],
  );
});

crash.run();

/** Pages send batch after batch, each twice as after a lost answer; the process dies with requests in flight. */
async function sendUntilKilled(server: DemoServer, acknowledged: string[]): Promise<void> {
  let batches = 0;
  let killed: Promise<unknown> | undefined;
  const send = async () => {
    while (killed === undefined) {
      const ids = Array.from({ length: EVENTS }, () => crypto.randomUUID());
      const isStored = await post(server, ids).catch(() => false);
      if (isStored) acknowledged.push(...ids);
      if (isStored) void post(server, ids).catch(() => undefined);
      if (++batches >= ENOUGH) killed ??= server.stop("SIGKILL");
    }
  };
  await Promise.all(Array.from({ length: PAGES }, send));
  await killed;
}

async function post({ origin }: DemoServer, ids: string[]): Promise<boolean> {
  const now = new Date().toISOString();
  const events = ids.map((id) => ({ id, at: now, type: "kill.test" }));
  const { status } = await fetch(`${origin}/sereno/api/frontend-log`, {
    method: "POST",
    headers: { Origin: origin, "Content-Type": "text/plain" },
    body: JSON.stringify({ v: 1, sent: now, events }),
  });
  return status === 204;
}
