import { readFile } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { connectDatabase } from "../../../server/database/connect.ts";
import { isUnavailable } from "../../../server/database/dialect.ts";
import { createEmptyDatabase, openDatabase } from "../../support/database.ts";

const MISSING = join(tmpdir(), "sereno-is-not-here");

const dialect = suite("a database that cannot be used");

for (const code of ["40001", "40P01", "SQLITE_BUSY", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "57P01"]) {
  dialect(`${code} may pass`, () => {
    assert.is(isUnavailable(Object.assign(new Error("no"), { code })), true);
  });
}

dialect("a PostgreSQL that hangs up may come back", async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const database = connectDatabase(`postgres://nobody@127.0.0.1:${port}/none`);
  assert.is(isUnavailable(await errorOf(database.knex.raw("SELECT 1"))), true);
  await database.close();
  await new Promise((resolve) => server.close(resolve));
});

dialect("so may a PostgreSQL that is stopped in the middle of a transaction", async () => {
  const database = await openDatabase("postgresql");
  const error = await errorOf(
    database.knex.transaction(async (trx) => {
      const { rows } = await trx.raw("SELECT pg_backend_pid() AS pid");
      await errorOf(database.knex.raw("SELECT pg_terminate_backend(?)", [rows[0].pid]));
      await errorOf(trx.raw("SELECT 1"));
      await trx.raw("SELECT 2");
    }),
  );
  assert.is(isUnavailable(error), true, String(error));
  await database.close();
});

dialect("a socket that is not there may come; another missing file is our mistake", async () => {
  const socket = connect(MISSING);
  assert.is(isUnavailable(await new Promise((resolve) => socket.once("error", resolve))), true);
  assert.is(isUnavailable(await errorOf(readFile(MISSING))), false);
});

dialect("a write waits for the lock of another process, and is done once that is given back", async () => {
  const { url, drop } = await createEmptyDatabase("sqlite");
  const [one, other] = [connectDatabase(url), connectDatabase(url)];
  await one.knex.raw("CREATE TABLE words (word TEXT)");
  const order: string[] = [];
  const asked = await one.transaction(async (trx) => {
    await trx("words").insert({ word: "first" });
    const writes = [
      other.knex("words").insert({ word: "by itself" }),
      other.transaction((later) => later("words").insert({ word: "in a transaction" })),
    ].map((write) => write.then(() => order.push("waited")));
    // Behind the other connection's first attempts.
    for (let reads = 0; reads < 20; reads++) await trx("words").select();
    order.push("held");
    return { writes };
  });
  await Promise.all(asked.writes);
  assert.equal(order, ["held", "waited", "waited"]);
  assert.is((await one.knex("words").select()).length, 3);
  await Promise.all([one.close(), other.close()]);
  await drop();
});

dialect("what is wrong with a statement does not pass", async () => {
  for (const name of ["sqlite", "postgresql"] as const) {
    const database = await openDatabase(name);
    assert.is(isUnavailable(await errorOf(database.knex.raw("SELECT nothing FROM nowhere"))), false);
    await database.close();
  }
});

dialect.run();

async function errorOf(work: PromiseLike<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  return undefined;
}
