import * as assert from "uvu/assert";
import { suite } from "uvu";
import { createPasswordHasher, type PasswordHasher } from "../../../server/accounts/password-hasher.ts";
import type { PasswordAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp, testHasher } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

const PASSWORD = "/api/auth/password";
const NEW_PASSWORD = "another good password";
const CHANGE = { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD };

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; hasher: InterruptedHasher }>(`password change on ${dialect}`);

  test.before.each(async (context) => {
    context.hasher = interruptedHasher();
    context.app = await startTestApp(dialect, { hasher: context.hasher });
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

  test("whoever is disabled while the change is under way stays disabled, with the password as it was", async ({
    app,
    hasher,
  }) => {
    await app.createAccount("admin", ["superuser"]);
    const [admin, ana] = [await app.signIn("admin"), await app.signIn("ana")];
    const { id } = ana.answer.user;
    const { password_hash: before } = await app.database.knex(TABLES.subjects).where({ id }).first();
    hasher.interrupt("hash", async () => {
      assert.is((await admin.post(`/api/admin/users/${id}/disable`)).status, 200);
    });
    assert.is(problemOf(await ana.post(PASSWORD, CHANGE)).status, 401);
    const subject = await app.database.knex(TABLES.subjects).where({ id }).first();
    assert.is(subject.disabled_at, app.clock());
    assert.is(subject.password_hash, before);
    for (const password of [TEST_PASSWORD, NEW_PASSWORD]) {
      const answer = await app.client().post("/api/auth/login", { username: "ana", password });
      assert.is(problemOf(answer).code, "invalid_credentials");
    }
    assert.equal(await app.database.knex(TABLES.auditLog).where({ action: "PASSWORD_CHANGED" }), []);
  });

  test("of two changes from the same password one holds", async ({ app, hasher }) => {
    const [ana, phone] = [await app.signIn("ana"), await app.signIn("ana")];
    hasher.interrupt("hash", async () => {
      assert.is((await phone.post(PASSWORD, { ...CHANGE, newPassword: "the phone was first" })).status, 200);
    });
    assert.is(problemOf(await ana.post(PASSWORD, CHANGE)).status, 401);
    await app.signIn("ana", { password: "the phone was first" });
  });

  test("a sign-in by the old password that was under way begins no session", async ({ app, hasher }) => {
    for (const path of ["/api/auth/login", "/api/auth/token"]) {
      const ana = await app.signIn("ana");
      hasher.interrupt("verified", async () => {
        assert.is((await ana.post(PASSWORD, CHANGE)).status, 200);
      });
      const thief = await app.client().post(path, { username: "ana", password: TEST_PASSWORD });
      assert.is(problemOf(thief).code, "invalid_credentials", path);
      const active = await app.database.knex(TABLES.sessions).whereNull("ended_at").pluck("id");
      assert.equal(active, [ana.answer.session.id], path);
      await ana.post(PASSWORD, { currentPassword: NEW_PASSWORD, newPassword: TEST_PASSWORD });
      await ana.post("/api/auth/logout");
    }
  });

  test.run();
});

const hashes = suite("password hashes");

hashes("are made by Argon2id at the least cost that OWASP recommends, each with its own salt", async () => {
  const hasher = createPasswordHasher();
  const [one, other] = await Promise.all([hasher.hash(TEST_PASSWORD), hasher.hash(TEST_PASSWORD)]);
  assert.ok(one.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), one);
  assert.is.not(one, other);
  assert.is(await hasher.verify(one, TEST_PASSWORD), true);
  assert.is(await hasher.verify(one, NEW_PASSWORD), false);
  assert.is(await hasher.verify(null, TEST_PASSWORD), false);
});

hashes.run();

/** Does the real work; something else happens first before a hash, or after a check. */
interface InterruptedHasher extends PasswordHasher {
  interrupt(moment: Moment, work: () => Promise<void>): void;
}

type Moment = "hash" | "verified";

function interruptedHasher(): InterruptedHasher {
  const pending = new Map<Moment, () => Promise<void>>();
  const reach = async (moment: Moment): Promise<void> => {
    const work = pending.get(moment);
    pending.delete(moment);
    await work?.();
  };
  return {
    interrupt: (moment, work) => pending.set(moment, work),
    async hash(password) {
      await reach("hash");
      return testHasher.hash(password);
    },
    async verify(hash, password) {
      const matches = await testHasher.verify(hash, password);
      await reach("verified");
      return matches;
    },
  };
}
