import * as assert from "uvu/assert";
import { suite } from "uvu";
import { MINUTE_MS } from "../../../server/clock.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { insertSessions } from "../../support/session-rows.ts";

const CSV = "/api/admin/sessions.csv";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient }>(`session export on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("admin", ["superuser"]);
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("holds every session that matches, over many reads, once", async ({ app, admin }) => {
    const sessions = Array.from({ length: 1_203 }, () => ({ country: "FR" }));
    await insertSessions(app.database, app.clock(), [...sessions, { country: "ES" }]);
    const { status, headers, text } = await admin.get(`${CSV}?country=FR&sort=user`);
    assert.is(status, 200);
    assert.is(headers.get("Content-Type"), "text/csv; charset=utf-8");
    assert.match(headers.get("Content-Disposition") ?? "", /attachment; filename="sessions-2026-11-22\.csv"/);
    const lines = text.trimEnd().split("\r\n");
    assert.match(lines[0] ?? "", /^id,user,kind,status,startedAt/);
    assert.is(lines.length, 1_204);
    assert.is(new Set(lines).size, 1_204);
  });

  test("no cell is a formula, whatever a browser calls itself", async ({ app, admin }) => {
    const agents = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", 'a "b", c\nd'];
    await insertSessions(
      app.database,
      app.clock(),
      agents.map((user_agent) => ({ user_agent, country: "FR" })),
    );
    const { text } = await admin.get(`${CSV}?country=FR`);
    for (const cell of ["'=1+1", "'+1", "'-1", "'@x", "'\tx", `"'\rx"`, `"a ""b"", c\nd"`]) {
      assert.ok(text.includes(`,${cell}\r\n`), JSON.stringify(cell));
    }
  });

  test("is audited with its filter, needs a recent authentication, and is for superusers", async ({
    app,
    admin,
  }) => {
    await app.createAccount("ana");
    const ana = await app.signIn("ana");
    assert.is(problemOf(await ana.get(CSV)).code, "forbidden");
    await admin.get(`${CSV}?state=active`);
    const [row] = await app.database.knex(TABLES.auditLog).where({ action: "EXPORTED" });
    assert.is(row.actor, admin.answer.user.id);
    assert.equal(JSON.parse(row.data), { of: "sessions", filter: { state: "active" } });
    app.clock.advance(16 * MINUTE_MS);
    assert.is(problemOf(await admin.get(CSV)).code, "reauth_required");
  });

  test("others are answered while it streams", async ({ app, admin }) => {
    const sessions = Array.from({ length: 6_000 }, () => ({ user_agent: "x".repeat(400) }));
    await insertSessions(app.database, app.clock(), sessions);
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const abort = new AbortController();
    const answer = await fetch(app.base + CSV, { headers: { Cookie: cookie }, signal: abort.signal });
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    assert.match(new TextDecoder().decode(first?.value), /^id,user/);
    assert.is((await admin.get("/api/session")).status, 200);
    assert.is((await admin.post("/api/session/extend")).status, 200);
    abort.abort();
    assert.is((await admin.get("/api/session")).status, 200);
  });

  test.run();
});
