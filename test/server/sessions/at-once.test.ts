import { suite } from "uvu";
import * as assert from "uvu/assert";
import { TABLES } from "../../../server/database/tables.ts";
import type { LogoutAnswer } from "../../../server/contract/index.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";

/** More than two batches. */
const MANY = 250;

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`many at once (${dialect})`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("changes to a session's data at the same time are all kept", async ({ app }) => {
    const ana = await app.signIn("ana");
    const keys = ["cart", "theme", "draft", "filter", "page", "sort"];
    const answers = await Promise.all(
      keys.map((key) => ana.send("PATCH", "/api/session/data", { body: { [key]: key } })),
    );
    assert.equal(
      answers.map(({ status }) => status),
      keys.map(() => 200),
    );
    const session = await app.app.services.sessions.findById(ana.answer.session.id);
    assert.equal(Object.keys(session?.data ?? {}).sort(), keys.toSorted());
  });

  test("all sessions whose deadline has passed are recorded as ended in one sweep", async ({ app }) => {
    const ana = await app.signIn("ana");
    await copySession(app, ana.answer.session.id, 4 * MANY);
    app.clock.advance(app.config.session.idleMs + 1);
    assert.is(await app.app.services.sessions.sweep(), 4 * MANY + 1);
  });

  test("signing out everywhere else ends every other session and keeps this one", async ({ app }) => {
    const ana = await app.signIn("ana");
    await copySession(app, ana.answer.session.id, 2 * MANY + 1);
    const { body } = await ana.post<LogoutAnswer>("/api/auth/logout", { scope: "others" });
    assert.is(body.ended, 2 * MANY + 1);
    assert.is((await ana.get("/api/session")).status, 200);
  });

  test.run();
});

async function copySession(app: TestApp, id: string, count: number): Promise<void> {
  const { knex } = app.database;
  const row = await knex(TABLES.sessions).where({ id }).first();
  const copies = Array.from({ length: count }, (_, at) => ({
    ...row,
    id: `copy-${at}`,
    token_hash: `hash-${at}`,
    previous_token_hash: null,
  }));
  await knex.batchInsert(TABLES.sessions, copies, 25);
}
