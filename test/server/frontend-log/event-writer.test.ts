import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Database } from "../../../server/database/connect.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { createEventWriter } from "../../../server/frontend-log/event-writer.ts";
import type { StampedEvent } from "../../../server/frontend-log/frontend-log.store.ts";
import { Problem } from "../../../server/http/problem.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect, openDatabase) => {
  const test = suite<{ database: Database; transactions: number }>(`event writer on ${dialect}`);

  test.before.each(async (context) => {
    const database = await openDatabase();
    context.transactions = 0;
    context.database = {
      ...database,
      transaction: (work) => {
        context.transactions += 1;
        return database.transaction(work);
      },
    };
  });
  test.after.each(({ database }) => database.close());

  test("lets requests that arrive together share transactions", async (context) => {
    const writer = createEventWriter(context.database);
    const written = await Promise.all(Array.from({ length: 30 }, () => writer.write(events(20))));
    assert.is(context.transactions, 3, "the first alone, then 500 and the rest");
    assert.ok(written.every((ids) => ids.size > 0));
    assert.is(await count(context.database), 600);
  });

  test("resolves only when the events are there", async ({ database }) => {
    const writer = createEventWriter(database);
    await writer.write(events(300));
    assert.is(await count(database), 300);
  });

  test("tells which were new", async ({ database }) => {
    const writer = createEventWriter(database);
    const [one, two] = events(2);
    assert.ok(one && two);
    await writer.write([one]);
    assert.equal(await writer.write([one, two, two]), new Set([two.id]));
  });

  test("refuses with 503 what is too much, before memory grows, and recovers", async ({ database }) => {
    const writer = createEventWriter(database, { queueLimit: 50 });
    const first = writer.write(events(50));
    try {
      await writer.write(events(1));
      assert.unreachable();
    } catch (error) {
      assert.ok(error instanceof Problem);
      assert.is(error.code, "unavailable");
      assert.ok(error.retryAfterMs);
    }
    await first;
    await writer.write(events(1));
    assert.is(await count(database), 51);
  });

  test("fails those whose transaction failed, and goes on with the next", async ({ database }) => {
    let failures = 1;
    const writer = createEventWriter({
      ...database,
      transaction: (work) =>
        failures-- > 0 ? Promise.reject(new Error("no space left")) : database.transaction(work),
    });
    const outcomes = await Promise.allSettled([writer.write(events(2)), writer.write(events(3))]);
    assert.equal(
      outcomes.map(({ status }) => status),
      ["rejected", "fulfilled"],
    );
    assert.is(await count(database), 3);
  });

  test.run();
});

function events(length: number): StampedEvent[] {
  return Array.from({ length }, () => ({
    id: crypto.randomUUID(),
    at: 1,
    receivedAt: 2,
    type: "test",
    level: "info",
    count: 1,
    sessionId: null,
    subjectId: null,
  }));
}

async function count({ knex }: Database): Promise<number> {
  const row = await knex(TABLES.frontendEvents).count({ count: "*" }).first();
  return Number(row?.count);
}
