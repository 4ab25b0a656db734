import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Database } from "../../../server/database/connect.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const activity = suite(`gathered activity (${dialect})`);
  let app: TestApp;

  activity.before(async () => {
    app = await startTestApp(dialect);
    await app.createAccount("ana");
  });

  activity.after(() => app.close());

  activity("what is gathered while a write is under way counts at once and is written next", async () => {
    const { sessions } = app.app.services;
    const id = (await app.signIn("ana")).answer.session.id;
    const visit = { ipAddress: "192.0.2.7" };
    const countStored = async () =>
      (await app.database.knex(TABLES.sessions).where({ id }).first("request_count")).request_count as number;
    const find = async () => {
      const session = await sessions.findById(id);
      if (session === undefined) throw new Error("the session is gone");
      return session;
    };
    await sessions.flushActivity();
    const before = await countStored();

    const releases: (() => void)[] = [];
    const gates = [0, 1].map(() => new Promise<void>((resolve) => releases.push(resolve)));
    const { transaction } = app.database;
    app.database.transaction = async (work) => {
      await gates.shift();
      return transaction(work);
    };
    try {
      await sessions.recordActivity(await find(), visit);
      const first = sessions.flushActivity();
      await sessions.recordActivity(await find(), visit);
      const second = sessions.flushActivity();
      assert.is((await find()).requestCount, before + 2, "both count before either is written");

      releases[0]?.();
      await first;
      releases[1]?.();
      await second;
      assert.is(await countStored(), before + 2);
    } finally {
      app.database.transaction = transaction;
      for (const release of releases) release();
    }
  });

  activity("what a flush has taken is kept by a session that ends before the flush is written", async () => {
    const { sessions } = app.app.services;
    const id = (await app.signIn("ana")).answer.session.id;
    const find = async () => {
      const session = await sessions.findById(id);
      if (session === undefined) throw new Error("the session is gone");
      return session;
    };
    await sessions.flushActivity();
    const before = await find();

    const { release, restore } = holdNextTransaction(app.database);
    try {
      app.clock.advance(60_000);
      const seenAt = app.clock();
      const active = await sessions.recordActivity(before, { ipAddress: "192.0.2.7" });
      sessions.keepPath(active, "/minutes");
      const flush = sessions.flushActivity();
      app.clock.advance(1_000);
      await sessions.end([await find()], { reason: "forced" });
      release();
      await flush;
      const row = await app.database.knex(TABLES.sessions).where({ id }).first();
      assert.is(Number(row.last_seen_at), seenAt);
      assert.is(row.request_count, before.requestCount + 1);
      assert.is(row.end_reason, "forced");
      assert.is(row.ip_last, before.ipLast, "what could have been erased meanwhile does not come back");
      assert.is(row.path_history, "[]");
    } finally {
      restore();
    }
  });

  activity("a page view that began before another one was written leaves both paths", async () => {
    const { sessions } = app.app.services;
    const id = (await app.signIn("ana")).answer.session.id;
    const [begun = fail()] = await sessions.findByIds([id]);
    sessions.keepPath(begun, "/minutes");
    await sessions.flushActivity();
    sessions.keepPath(begun, "/agenda");
    await sessions.flushActivity();
    sessions.keepPath(begun, "/council");
    await sessions.end([begun], { reason: "forced" });
    const [{ pathHistory } = fail()] = await sessions.findByIds([id]);
    assert.equal(
      pathHistory.map(({ path }) => path),
      ["/council", "/agenda", "/minutes"],
    );
  });

  activity("paths that others add while consent is withdrawn are forgotten too", async () => {
    const { sessions } = app.app.services;
    const id = (await app.signIn("ana")).answer.session.id;
    const [begun = fail()] = await sessions.findByIds([id]);
    const stored = async () => (await sessions.findByIds([id]))[0]?.pathHistory;
    sessions.keepPath(begun, "/gathered");
    await sessions.forgetPaths(begun);
    await sessions.flushActivity();
    assert.equal(await stored(), []);
    sessions.keepPath(begun, "/written");
    await sessions.flushActivity();
    await sessions.forgetPaths(begun);
    await sessions.flushActivity();
    assert.equal(await stored(), []);
  });

  activity("what a flush has taken does not come back behind a clearing of the session", async () => {
    const { sessions } = app.app.services;
    const id = (await app.signIn("ana")).answer.session.id;
    const [session = fail()] = await sessions.findByIds([id]);
    const { release, restore } = holdNextTransaction(app.database);
    try {
      sessions.keepPath(await sessions.recordActivity(session, { ipAddress: "192.0.2.7" }), "/minutes");
      const flush = sessions.flushActivity();
      await sessions.findByIds([id]);
      const cleared = sessions.clear(session);
      // The time to overtake the write, for whatever does not wait for it.
      for (let turn = 0; turn < 50; turn++) await sessions.findByIds([id]);
      release();
      await Promise.all([flush, cleared]);
      const [{ requestCount, pathHistory } = fail()] = await sessions.findByIds([id]);
      assert.equal([requestCount, pathHistory], [0, []]);
    } finally {
      restore();
    }
  });

  activity.run();
});

/** Holds back what is asked for next, until it is released; `restore` holds nothing any more. */
function holdNextTransaction(database: Database) {
  const { transaction } = database;
  let release = () => {};
  const gates = [new Promise<void>((resolve) => (release = resolve))];
  database.transaction = async (work) => {
    await gates.shift();
    return transaction(work);
  };
  const restore = () => {
    database.transaction = transaction;
    release();
  };
  return { release, restore };
}

function fail(): never {
  throw new Error("the session is gone");
}
