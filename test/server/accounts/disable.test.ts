import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DAY_MS } from "../../../server/clock.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`disabled and deleted accounts on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
  });
  test.after.each(({ app }) => app.close());

  test("a disabled account's sessions end at once, and it cannot sign in until it is enabled", async ({
    app,
  }) => {
    const { id } = await app.createAccount("ana");
    const [first, second] = [await app.signIn("ana"), await app.signIn("ana")];
    const { ended } = await app.app.services.accounts.disable(id);
    assert.is(ended, 2);
    for (const client of [first, second]) {
      assert.is(problemOf(await client.get("/api/session")).endReason, "account_disabled");
    }
    assert.is((await tryToSignIn(app, "ana")).status, 401);
    assert.is((await app.app.services.accounts.disable(id)).ended, 0);
    await app.app.services.accounts.enable(id);
    assert.is((await tryToSignIn(app, "ana")).status, 200);
    assert.is(problemOf(await first.get("/api/session")).endReason, "account_disabled");
    const actions = await app.database
      .knex(TABLES.auditLog)
      .where({ target: id })
      .orderBy("seq")
      .pluck("action");
    assert.equal(
      actions.filter((action) => action.startsWith("ACCOUNT_")),
      ["ACCOUNT_CREATED", "ACCOUNT_DISABLED", "ACCOUNT_ENABLED"],
    );
  });

  test("a sign-in that was under way when the account was disabled begins no session", async ({ app }) => {
    const { id } = await app.createAccount("ana");
    const { user } = await app.app.services.signIns.authenticate(
      { username: "ana", password: TEST_PASSWORD },
      { ipAddress: "192.0.2.1", userAgent: "" },
    );
    await app.app.services.accounts.disable(id);
    const start = {
      user,
      kind: "signed_in",
      remember: false,
      ipAddress: "",
      userAgent: "",
      deviceId: undefined,
      replaces: undefined,
      clientHints: undefined,
    } as const;
    const outcome = await app.app.services.sessions
      .start(start, "a token's hash")
      .catch((error) => error.code);
    assert.is(outcome, "invalid_credentials");
  });

  test("a deleted account's sessions end, and nothing kept leads to the person", async ({ app }) => {
    const { id } = await app.createAccount("ana");
    const ana = await app.signIn("ana");
    await ana.post("/api/session/page-view", { path: "/private" });
    const event = { id: crypto.randomUUID(), at: new Date(app.clock()).toISOString(), type: "error" };
    await ana.post("/api/frontend-log", { v: 1, sent: event.at, events: [event] });
    const { ended } = await app.app.services.accounts.delete(id);
    assert.is(ended, 1);
    assert.is(problemOf(await ana.get("/api/session")).endReason, "account_deleted");
    assert.is((await tryToSignIn(app, "ana")).status, 401);
    assert.is(await app.app.services.accounts.findById(id), undefined);
    await app.app.services.sessions.flushActivity();
    const session = await app.database.knex(TABLES.sessions).first();
    assert.equal(
      [session.subject_id, session.ip_first, session.ip_last, session.user_agent],
      [null, "", "", ""],
    );
    assert.is(session.path_history, "[]");
    const [attempt] = await app.database.knex(TABLES.loginAttempts).where({ outcome: "succeeded" });
    assert.equal([attempt.subject_id, attempt.identifier_hash, attempt.ip_address], [null, "", ""]);
    assert.is((await app.database.knex(TABLES.frontendEvents)).length, 0);
    const audit = await app.database
      .knex(TABLES.auditLog)
      .whereNot({ action: "LOGIN_FAILED" })
      .orderBy("seq");
    assert.equal(
      audit
        .filter(({ actor, target, data, salt }) => actor ?? target ?? data ?? salt)
        .map(({ action }) => action),
      ["ACCOUNT_DELETED"],
    );
    assert.not.match(JSON.stringify(audit), /Firefox|127\.0\.0\.1|"ana"/);
  });

  test("nothing in the audit log leads to a deleted person whose sessions retention has removed", async ({
    app,
  }) => {
    const { id } = await app.createAccount("ana");
    const ana = await app.signIn("ana");
    app.clock.advance(app.config.session.absoluteMs);
    await app.app.services.sessions.sweep();
    const ended = await app.database
      .knex(TABLES.auditLog)
      .where({ target: ana.answer.session.id })
      .orderBy("seq");
    assert.equal(
      ended.map(({ action }) => action),
      ["SESSION_CREATED", "SESSION_TIMEOUT"],
    );
    app.clock.advance(182 * DAY_MS);
    await app.app.services.retention.run({ actor: "system" });
    assert.equal(await app.database.knex(TABLES.sessions), []);
    await app.app.services.accounts.delete(id);
    const rows = await app.database.knex(TABLES.auditLog).whereNot({ action: "ACCOUNT_DELETED" });
    const text = JSON.stringify(rows.filter(({ action }) => action !== "LOGIN_FAILED"));
    for (const trace of [id, ana.answer.session.id, "ana", "Firefox", "127.0.0.1"]) {
      assert.not.ok(text.includes(trace), trace);
    }
    for (const { seq } of ended) {
      const { actor, target, data } = rows.find((row) => row.seq === seq);
      assert.equal([actor, target, data], [null, null, null]);
    }
    assert.is((await app.app.services.audit.verify()).fault, null);
  });

  test("an account that is not there cannot be disabled", async ({ app }) => {
    const outcome = await app.app.services.accounts.disable("sub_nobody").catch((error) => error.code);
    assert.is(outcome, "not_found");
  });

  test.run();
});

function tryToSignIn(app: TestApp, username: string) {
  return app.client().post("/api/auth/login", { username, password: TEST_PASSWORD });
}
