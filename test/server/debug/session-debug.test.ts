import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { SessionAnswer, SessionDebugAnswer } from "../../../server/contract/index.ts";
import { type AuditRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type SignedInClient, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

const PATH = "/api/session-debug";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient }>(`session debug on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("admin", ["superuser"]);
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("answers every field of its contract", async ({ app, admin }) => {
    await admin.submit("/consent", { answer: "accept" });
    await admin.post("/api/session/page-view", { path: "/minutes?q=secret" });
    app.clock.advance(90_000);
    const { status, body } = await read(admin);
    assert.is(status, 200);
    const { id } = admin.answer.session;
    assert.is(body.session_key, `${id.slice(0, 8)}…${id.slice(-4)}`);
    assert.is(body.session_data.durationSeconds, 90);
    assert.equal(body.user_info, admin.answer.user);
    assert.equal(
      body.path_history.map(({ path }) => path),
      ["/minutes?q="],
    );
    assert.equal(body.consent, {
      granted: ["functional", "analytics", "marketing"],
      policyVersion: 1,
      decidedAt: "2026-11-22T10:00:00.000Z",
    });
    assert.is(body.statistics.requestCount, 2);
    assert.match(body.server.version, /^\d+\.\d+\.\d+/);
    assert.is(body.server.database, dialect);
    assert.is(body.server.uptimeSeconds, 90);
    assert.is(body.server.time, new Date(app.clock()).toISOString());
  });

  test("does not exist for anybody else", async ({ app }) => {
    await app.createAccount("ana");
    for (const client of [app.client(), await app.signIn("ana")]) {
      assert.is(problemOf(await client.get(PATH)).code, "not_found");
      assert.is(problemOf(await client.post("/api/clear-session")).code, "not_found");
    }
    const nowhere = problemOf(await app.client().get("/api/session-debuh"));
    const { instance: _, requestId: __, ...hidden } = problemOf(await app.client().get(PATH));
    assert.equal(hidden, { ...hidden, detail: nowhere.detail, title: nowhere.title });
  });

  test("shows no secret: not in the data, not in the cookies, not in what a client made up", async ({
    admin,
  }) => {
    const secrets = {
      password: "hunter2",
      cart: { card: "4111 1111 1111 1111" },
      jwt: JWT,
      note: `see ${JWT}`,
    };
    const { status } = await admin.send("PATCH", "/api/session/data", { body: { ...secrets, size: "xl" } });
    assert.is(status, 200);
    admin.cookies.set("other", JWT);
    const sid = admin.cookies.get("sereno_sid") ?? "";
    const csrf = admin.cookies.get("sereno_csrf") ?? "";
    const { body, text } = await read(admin);
    for (const secret of [
      "hunter2",
      "4111 1111",
      JWT.slice(20),
      sid,
      csrf,
      sid.slice(0, 6),
      csrf.slice(0, 6),
    ]) {
      assert.not.ok(text.includes(secret), secret);
    }
    assert.equal(body.session_data.data, {
      password: "[redacted]",
      cart: { card: "[redacted]" },
      jwt: "[redacted]",
      note: "see [redacted]",
      size: "xl",
    });
  });

  test("tells of each cookie its size, its flag as far as known, and whether it is declared", async ({
    admin,
  }) => {
    await admin.submit("/consent", { answer: "reject" });
    const known = await read(admin);
    admin.cookies.set("_ga", "GA1.2.1234567890.1234567890");
    admin.cookies.set("<b>", "");
    admin.cookies.set("odd", "a=b=c");
    const { body } = await read(admin);
    const byName = Object.fromEntries(body.cookies.map(({ name, ...cookie }) => [name, cookie]));
    assert.equal(byName.sereno_sid, {
      masked: "••••••",
      bytes: 43,
      httpOnly: true,
      declared: true,
      category: "essential",
    });
    assert.is(byName.sereno_csrf?.httpOnly, false);
    assert.is(byName.sereno_consent?.declared, true);
    assert.equal(byName["_ga"], {
      masked: "GA1••••••",
      bytes: 27,
      httpOnly: "inferred",
      declared: false,
      category: null,
    });
    assert.is(byName.odd?.bytes, 5);
    assert.is(byName["<b>"]?.bytes, 0);
    assert.is(body.cookies.length, known.body.cookies.length + 3);
  });

  test("survives a Cookie header that is nonsense or huge", async ({ admin }) => {
    const sid = `sereno_sid=${admin.cookies.get("sereno_sid")}`;
    const many = Array.from({ length: 300 }, (_, index) => `c${index}=v`).join("; ");
    for (const header of [`${sid}; ; =; ==; x`, `${sid}; ${many}`, `${sid}; é=ü`]) {
      const answer = await admin.get<SessionDebugAnswer>(PATH, { headers: { Cookie: header }, bare: true });
      assert.is(answer.status, 200, header.slice(60, 90));
      assert.ok(answer.body.cookies.length <= 100);
    }
  });

  test("counts the session's requests as the client saw them answered, without its own", async ({
    admin,
  }) => {
    await admin.get("/api/session");
    await admin.get("/api/nowhere");
    for (const own of ["admin/frontend-events?limit=5", "admin/frontend-event-groups", "consent/policy"]) {
      assert.is((await admin.get(`/api/${own}`)).status, 200, own);
    }
    await read(admin);
    const { statistics } = (await read(admin)).body;
    assert.equal(statistics.byStatusClass, { "2xx": 2, "4xx": 1 });
    assert.is(statistics.lastError?.path, "/sereno/api/nowhere");
    assert.is(statistics.lastError?.status, 404);
    assert.ok((statistics.meanMs ?? 0) > 0);
  });

  test("clears counters, history and data, keeps the sign-in, and says so in the audit log", async (context) => {
    const { app, admin } = context;
    await admin.submit("/consent", { answer: "accept" });
    await admin.post("/api/session/page-view", { path: "/a" });
    await admin.send("PATCH", "/api/session/data", { body: { cart: 3 } });
    const cleared = await admin.post("/api/clear-session");
    assert.is(cleared.status, 200);
    const { body } = await read(admin);
    assert.equal(body.path_history, []);
    assert.equal(body.session_data.data, {});
    assert.equal(body.statistics, {
      requestCount: 0,
      byStatusClass: {},
      meanMs: null,
      slowest: null,
      lastError: null,
    });
    assert.is((await admin.get<SessionAnswer>("/api/session")).body.user?.username, "admin");
    const rows: AuditRow[] = await app.database
      .knex(TABLES.auditLog)
      .where({ action: "SESSION_DATA_CLEARED" });
    assert.equal(
      rows.map(({ actor, target }) => [actor, target]),
      [[admin.answer.user.id, admin.answer.session.id]],
    );
  });

  test("clears nothing for another site, or without the page's token", async ({ admin }) => {
    await admin.send("PATCH", "/api/session/data", { body: { cart: 3 } });
    const foreign = await admin.post("/api/clear-session", undefined, {
      headers: { Origin: "https://evil.example" },
    });
    assert.is(problemOf(foreign).code, "origin");
    const tokenless = await admin.post("/api/clear-session", undefined, { headers: { "X-CSRF-Token": "" } });
    assert.is(problemOf(tokenless).code, "csrf");
    assert.equal((await read(admin)).body.session_data.data, { cart: 3 });
  });

  test.run();
});

function read(client: SignedInClient) {
  return client.get<SessionDebugAnswer>(PATH);
}
