import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { LoginAnswer, LogoutAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`sign-in on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("answers user, session and CSRF token, and sets an HttpOnly, SameSite cookie", async ({ app }) => {
    const client = app.client();
    const { status, body, headers } = await client.post<LoginAnswer>("/api/auth/login", {
      username: " ANA ",
      password: TEST_PASSWORD,
    });
    assert.is(status, 200);
    assert.is(body.user.username, "ana");
    assert.is(body.session.kind, "signed_in");
    assert.is(body.csrfToken, client.cookies.get("sereno_csrf"));
    assert.is(client.cookies.get("sereno_hint"), "user");
    const cookie = headers.getSetCookie().find((line) => line.startsWith("sereno_sid=")) ?? "";
    assert.match(cookie, /path=\/; samesite=lax; httponly/i);
    assert.not.match(cookie, /expires|secure/i);
  });

  test("keeps the cookie for 30 days when asked to remember", async ({ app }) => {
    const client = await app.signIn("ana", { remember: true });
    const days = (Date.parse(client.answer.session.absoluteExpiresAt) - app.clock()) / 86_400_000;
    assert.is(days, 30);
  });

  test("does not tell a wrong password from a name that nobody has", async ({ app }) => {
    const client = app.client();
    const wrong = await client.post("/api/auth/login", { username: "ana", password: "wrong password" });
    const nobody = await client.post("/api/auth/login", { username: "nobody", password: "wrong password" });
    const { requestId: _first, ...wrongProblem } = problemOf(wrong);
    const { requestId: _second, ...nobodyProblem } = problemOf(nobody);
    assert.is(wrong.status, 401);
    assert.is(wrongProblem.code, "invalid_credentials");
    assert.equal(wrongProblem, nobodyProblem);
    assert.equal(wrong.headers.getSetCookie(), []);
  });

  test("records good and bad attempts, and names of nobody only as a hash", async ({ app }) => {
    await app.signIn("ana");
    await app.client().post("/api/auth/login", { username: "my-password-by-mistake", password: "x" });
    const rows = await app.database.knex(TABLES.loginAttempts).orderBy("outcome");
    assert.equal(
      rows.map(({ outcome, reason }) => [outcome, reason]),
      [
        ["failed", "credentials"],
        ["succeeded", null],
      ],
    );
    assert.not.match(JSON.stringify(rows), "my-password-by-mistake");
  });

  test("slows guessing: after 10 failures of an account even the right password must wait", async ({
    app,
  }) => {
    const client = app.client();
    for (let index = 0; index < 10; index++) {
      assert.is((await client.post("/api/auth/login", { username: "ana", password: "guess" })).status, 401);
    }
    const blocked = await client.post("/api/auth/login", { username: "ana", password: TEST_PASSWORD });
    assert.is(problemOf(blocked).code, "rate_limited");
    assert.ok(Number(blocked.headers.get("Retry-After")) > 0);
  });

  test("good sign-ins are never counted", async ({ app }) => {
    for (let index = 0; index < 12; index++) await app.signIn("ana");
  });

  test("refuses broken bodies with the documented codes", async ({ app }) => {
    const client = app.client();
    const json = { "Content-Type": "application/json" };
    const send = (body: unknown, headers: Record<string, string> = json) =>
      client.send("POST", "/api/auth/login", { body, headers });
    assert.is(problemOf(await send("{nonsense")).code, "malformed");
    assert.is(problemOf(await send("[]")).code, "malformed");
    assert.is(problemOf(await send("{}")).code, "invalid");
    const wrong = problemOf(await send({ username: 1, password: ["x"] }));
    assert.equal(wrong.errors?.map(({ path }) => path).toSorted(), ["password", "username"]);
    assert.is(problemOf(await send("x".repeat(70_000))).code, "too_large");
    assert.is(problemOf(await send("<a/>", { "Content-Type": "text/xml" })).code, "unsupported_media_type");
    assert.is(problemOf(await client.send("PUT", "/api/auth/login", { body: {} })).status, 405);
  });

  test("a bearer sign-in sets no cookie, needs no CSRF token, and its token verifies and logs out", async ({
    app,
  }) => {
    const native = app.client();
    const credentials = { username: "ana", password: TEST_PASSWORD };
    const signIn = await native.post<{ token: string; tokenType: string }>("/api/auth/token", credentials, {
      bare: true,
    });
    assert.is(signIn.status, 200);
    assert.is(signIn.body.tokenType, "Bearer");
    assert.equal(signIn.headers.getSetCookie(), []);
    const bearer = { bare: true, headers: { Authorization: `Bearer ${signIn.body.token}` } };
    assert.is((await native.get("/api/auth/verify", bearer)).status, 200);
    assert.is((await native.post("/api/auth/logout", {}, bearer)).status, 200);
    assert.is(problemOf(await native.get("/api/auth/verify", bearer)).code, "session_ended");
  });

  test("logging out ends the session on the server, says when, and cannot be done twice", async ({ app }) => {
    const ana = await app.signIn("ana");
    const { status, body } = await ana.post<LogoutAnswer>("/api/auth/logout");
    assert.is(status, 200);
    assert.is(body.ended, 1);
    assert.is(body.endedAt, new Date(app.clock()).toISOString());
    assert.is(ana.cookies.has("sereno_hint"), false);
    const again = problemOf(await ana.post("/api/auth/logout"));
    assert.is(again.status, 401);
    assert.is(again.endReason, "manual");
    assert.is((await app.client().post("/api/auth/logout")).status, 401);
  });

  test("logs out of other sessions, or of all", async ({ app }) => {
    const [first, second, third] = [
      await app.signIn("ana"),
      await app.signIn("ana"),
      await app.signIn("ana"),
    ];
    assert.is((await first.post<LogoutAnswer>("/api/auth/logout", { scope: "others" })).body.ended, 2);
    assert.is(problemOf(await second.get("/api/session")).endReason, "revoked_others");
    assert.is((await first.get("/api/session")).status, 200);
    const fourth = await app.signIn("ana");
    assert.is((await first.post<LogoutAnswer>("/api/auth/logout", { scope: "all" })).body.ended, 2);
    assert.is((await third.get("/api/session")).status, 401);
    assert.is((await fourth.get("/api/session")).status, 401);
  });

  test("writes sign-in and logout to the audit log and to sessions.log", async ({ app }) => {
    const ana = await app.signIn("ana");
    await ana.post("/api/auth/logout");
    const audit = await app.database.knex(TABLES.auditLog).orderBy("seq");
    const actions = ["ACCOUNT_CREATED", "LOGIN_SUCCEEDED", "SESSION_CREATED", "LOGOUT"];
    assert.equal(
      audit.map(({ action }) => action),
      actions,
    );
    assert.is(JSON.parse(audit.at(-1)?.data).durationSeconds, 0);
    const lines = await app.readSessionLog();
    assert.equal(
      lines.map(({ event }) => event),
      actions,
    );
  });

  test.run();
});
