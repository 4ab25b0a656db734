import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS } from "../../../server/clock.ts";
import { type OutboxRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type SignedInClient, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";
import { signInThroughHost } from "../../support/host-back-end.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`outbox on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
  });
  test.after.each(({ app }) => app.close());

  test("keeps a revocation of a session that a host has vouched for, with its alias and its person", async ({
    app,
  }) => {
    const ana = await signInThroughHost(app, "ana");
    await end(app, ana, "forced", "Shared computer");
    const [row, ...others] = await readOutbox(app);
    assert.is(others.length, 0);
    assert.equal(row, {
      seq: row?.seq,
      at: app.clock(),
      session_id: ana.answer.session.id,
      host_sid: "alias-of-ana",
      subject: "host:ana",
      end_reason: "forced",
      end_message: "Shared computer",
    });
  });

  test("keeps one row, however often the end is repeated", async ({ app }) => {
    const ana = await signInThroughHost(app, "ana");
    await Promise.all([end(app, ana, "forced"), end(app, ana, "host_logout"), end(app, ana, "manual")]);
    assert.is((await readOutbox(app)).length, 1);
  });

  test("keeps nothing of a session that lapsed or was replaced", async ({ app }) => {
    const ana = await signInThroughHost(app, "ana");
    await end(app, ana, "replaced");
    const again = await app.signIn("ana");
    app.clock.advance(3 * HOUR_MS);
    await app.app.services.sessions.sweep();
    assert.is((await app.app.services.sessions.findById(again.answer.session.id))?.endReason, "expired_idle");
    assert.equal(await readOutbox(app), []);
  });

  test("keeps nothing of built-in accounts, which no host knows", async ({ app }) => {
    await app.createAccount("luis");
    await end(app, await app.signIn("luis"), "forced");
    assert.equal(await readOutbox(app), []);
  });

  test("keeps nothing when the end is rolled back", async ({ app }) => {
    const ana = await signInThroughHost(app, "ana");
    await app.database.knex.schema.renameTable(TABLES.auditLog, "away");
    await end(app, ana, "forced").catch(() => undefined);
    await app.database.knex.schema.renameTable("away", TABLES.auditLog);
    assert.equal(await readOutbox(app), []);
    assert.is((await ana.get("/api/session")).status, 200);
  });

  test("keeps all of a person's sessions in the order of their ends, also when the person is deleted", async ({
    app,
  }) => {
    const ana = await signInThroughHost(app, "ana");
    const second = await app.signIn("ana");
    await app.app.services.accounts.delete(ana.answer.user.id);
    const rows = await readOutbox(app);
    assert.equal(
      new Set(rows.map(({ session_id }) => session_id)),
      new Set([ana.answer.session.id, second.answer.session.id]),
    );
    assert.ok(rows.every(({ end_reason }) => end_reason === "account_deleted"));
  });

  test("keeps what the host is told of its sessions, and nothing of the person, once the person is erased", async ({
    app,
  }) => {
    const ana = await signInThroughHost(app, "ana", "a");
    await end(app, ana, "forced", "Ana called");
    const removed = await signInThroughHost(app, "ana", "b");
    await end(app, removed, "forced", "Ana called again");
    const luis = await signInThroughHost(app, "luis", "c");
    await end(app, luis, "forced", "Seen at the library");
    await app.database.knex(TABLES.sessions).where({ id: removed.answer.session.id }).delete();
    await signInThroughHost(app, "ana", "d");

    await app.app.services.accounts.delete(ana.answer.user.id);
    assert.equal(
      (await readOutbox(app)).map((row) => [row.host_sid, row.end_reason, row.subject, row.end_message]),
      [
        ["a", "forced", null, null],
        ["b", "forced", null, null],
        ["c", "forced", "host:luis", "Seen at the library"],
        ["d", "account_deleted", null, null],
      ],
    );
  });

  test.run();
});

async function end(
  app: TestApp,
  client: SignedInClient,
  reason: "forced" | "manual" | "host_logout" | "replaced",
  message?: string,
): Promise<void> {
  const { sessions } = app.app.services;
  await sessions.end(await sessions.findByIds([client.answer.session.id]), { reason, message });
}

function readOutbox(app: TestApp): Promise<OutboxRow[]> {
  return app.database.knex(TABLES.outbox).orderBy("seq");
}
