import * as assert from "uvu/assert";
import { suite } from "uvu";
import type { PasswordAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

const PASSWORD = "/api/auth/password";
const NEW_PASSWORD = "another good password";
const CHANGE = { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD };

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`password change on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("ends all other sessions, renews this one, and the new password holds", async ({ app }) => {
    const ana = await app.signIn("ana");
    const phone = await app.signIn("ana");
    const before = ana.cookies.get("sereno_sid");
    const { status, body, text } = await ana.post<PasswordAnswer>(PASSWORD, CHANGE);
    assert.is(status, 200, text);
    assert.equal(Object.keys(body).toSorted(), ["csrfToken", "ended"]);
    assert.is(body.ended, 1);
    assert.is.not(ana.cookies.get("sereno_sid"), before);
    assert.is((await ana.get("/api/session")).status, 200);
    assert.is(problemOf(await phone.get("/api/session")).endReason, "password_change");
    const signIn = (password: string) => app.client().post("/api/auth/login", { username: "ana", password });
    assert.is(problemOf(await signIn(TEST_PASSWORD)).code, "invalid_credentials");
    assert.is((await signIn(NEW_PASSWORD)).status, 200);
    const [row] = await app.database.knex(TABLES.auditLog).where({ action: "PASSWORD_CHANGED" });
    assert.equal([row.actor, row.target], [ana.answer.user.id, ana.answer.user.id]);
  });

  test("a bearer caller gets the new token in the answer", async ({ app }) => {
    const credentials = { username: "ana", password: TEST_PASSWORD };
    const { body } = await app.client().post<{ token: string }>("/api/auth/token", credentials);
    const bearer = (token: string) => ({ bare: true, headers: { Authorization: `Bearer ${token}` } });
    const changed = await app.client().post<PasswordAnswer>(PASSWORD, CHANGE, bearer(body.token));
    assert.is(changed.status, 200, changed.text);
    assert.is(changed.headers.getSetCookie().length, 0);
    const token = changed.body.token ?? "";
    assert.is.not(token, body.token);
    assert.is((await app.client().get("/api/auth/verify", bearer(token))).status, 200);
  });

  test("refuses short and common passwords before it looks at the present one", async ({ app }) => {
    const ana = await app.signIn("ana");
    for (const newPassword of ["eleven char", "1qaz2wsx3edc", "Administrator"]) {
      const problem = problemOf(await ana.post(PASSWORD, { currentPassword: "wrong", newPassword }));
      assert.is(problem.status, 422, newPassword);
      assert.is(problem.errors?.[0]?.path, "newPassword");
    }
    assert.is((await ana.get("/api/session")).status, 200);
  });

  test("a wrong present password changes nothing, and guessing is throttled", async ({ app }) => {
    const ana = await app.signIn("ana");
    const wrong = { ...CHANGE, currentPassword: "wrong" };
    for (let tries = 0; tries < 10; tries++) {
      assert.is(problemOf(await ana.post(PASSWORD, wrong)).code, "invalid_credentials");
    }
    const throttled = await ana.post(PASSWORD, CHANGE);
    assert.is(problemOf(throttled).code, "rate_limited");
    assert.ok(Number(throttled.headers.get("Retry-After")) > 0);
    assert.is((await app.signIn("ana")).answer.user.username, "ana");
    assert.is(problemOf(await app.client().post(PASSWORD, CHANGE)).status, 401);
  });

  test.run();
});
