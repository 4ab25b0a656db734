import { suite } from "uvu";
import * as assert from "uvu/assert";
import { presentUser } from "../../../server/accounts/account.ts";
import { SECOND_MS } from "../../../server/clock.ts";
import type { LoginAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { type Answer, problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

const SIMULTANEOUS = 10;

forEachDatabase((dialect) => {
  for (const policy of ["end_oldest", "refuse"]) {
    const test = suite<{ app: TestApp }>(`limit of sessions, ${policy}, on ${dialect}`);

    test.before.each(async (context) => {
      const env = { SERENO_SESSION_LIMIT: "2", SERENO_SESSION_LIMIT_POLICY: policy };
      context.app = await startTestApp(dialect, { env });
      await context.app.createAccount("ana");
    });
    test.after.each(({ app }) => app.close());

    test("holds when many sign in at once", async ({ app }) => {
      const answers = await Promise.all(Array.from({ length: SIMULTANEOUS }, () => logIn(app)));
      const active = await countActive(app);
      assert.is(active, 2);
      const statuses = answers.map(({ status }) => status).toSorted();
      const refused = policy === "refuse" ? SIMULTANEOUS - 2 : 0;
      assert.equal(statuses, [
        ...Array<number>(SIMULTANEOUS - refused).fill(200),
        ...Array<number>(refused).fill(409),
      ]);
      const evicted = await app.database.knex(TABLES.sessions).where({ end_reason: "limit_evicted" });
      assert.is(evicted.length, SIMULTANEOUS - 2 - refused);
    });

    test("holds when sessions begin in the same moment, without a password check that spaces them", async ({
      app,
    }) => {
      const account = await app.app.services.accounts.findByUsername("ana");
      if (account === undefined) throw new Error("no account");
      const user = presentUser(account);
      const origin = { ipAddress: "192.0.2.1", userAgent: "", clientHints: undefined };
      const request = { ...origin, user, kind: "signed_in", remember: false } as const;
      const { start } = app.app.services.sessions;
      const outcomes = await Promise.allSettled(
        Array.from({ length: SIMULTANEOUS }, (_, index) =>
          start({ ...request, deviceId: undefined, replaces: undefined }, `a token's hash ${index}`),
        ),
      );
      assert.is(await countActive(app), 2);
      const begun = outcomes.filter(({ status }) => status === "fulfilled").length;
      assert.is(begun, policy === "refuse" ? 2 : SIMULTANEOUS);
    });

    test("is a person's own where they have one", async ({ app }) => {
      await app.database.knex(TABLES.subjects).update({ max_sessions: 3 });
      await Promise.all(Array.from({ length: SIMULTANEOUS }, () => logIn(app)));
      assert.is(await countActive(app), 3);
      await app.database.knex(TABLES.subjects).update({ max_sessions: 0 });
      assert.is((await logIn(app)).status, 200);
      assert.is(await countActive(app), 4);
    });

    test("does not count the session that a sign-in replaces, nor what has expired", async ({ app }) => {
      const first = await app.signIn("ana");
      await app.signIn("ana");
      const again = { username: "ana", password: TEST_PASSWORD };
      assert.is((await first.post("/api/auth/login", again)).status, 200);
      assert.is(await countActive(app), 2);
      app.clock.advance(app.config.session.idleMs);
      assert.is((await logIn(app)).status, 200);
    });

    test.run();
  }

  const test = suite<{ app: TestApp }>(`sessions over the limit on ${dialect}`);
  test.before.each(async (context) => {
    context.app = await startTestApp(dialect, { env: { SERENO_SESSION_LIMIT: "2" } });
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("the one seen longest ago gives way, and learns why", async ({ app }) => {
    const first = await app.signIn("ana");
    app.clock.advance(SECOND_MS);
    const second = await app.signIn("ana");
    app.clock.advance(SECOND_MS);
    await first.post("/api/session/page-view", { path: "/" });
    await app.app.services.sessions.flushActivity();
    await app.signIn("ana");
    assert.is((await first.get("/api/session")).status, 200);
    assert.is(problemOf(await second.get("/api/session")).endReason, "limit_evicted");
    const outbox = await app.database.knex(TABLES.outbox);
    assert.ok(outbox.every(({ end_reason }) => end_reason === "limit_evicted"));
  });

  test.run();
});

function logIn(app: TestApp): Promise<Answer<LoginAnswer>> {
  return app.client().post("/api/auth/login", { username: "ana", password: TEST_PASSWORD });
}

async function countActive(app: TestApp): Promise<number> {
  const rows = await app.database
    .knex(TABLES.sessions)
    .whereNull("ended_at")
    .where("idle_expires_at", ">", app.clock());
  return rows.length;
}
