import { suite } from "uvu";
import * as assert from "uvu/assert";
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

  activity.run();
});
