import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createDefaultPolicy } from "../../../server/consent/default-policy.ts";
import type { PolicyDocument } from "../../../server/consent/policy.schema.ts";
import type { RevealAnswer, SessionDebugAnswer } from "../../../server/contract/index.ts";
import { type AuditRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type SignedInClient, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

const PATH = "/api/session-debug/reveal";
const VALUE = "cart=3;items".replace(";", "%3B");

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient }>(`reveal of cookies on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect, { policy: policyWithCookies() });
    await context.app.createAccount("admin", ["superuser"]);
    context.admin = await context.app.signIn("admin");
    context.admin.cookies.set("cart", VALUE);
    context.admin.cookies.set("theme", "dark");
    context.admin.cookies.set("sessionid", "a-secret-of-the-host");
  });
  test.after.each(({ app }) => app.close());

  test("shows the value of a cookie that the policy marks, and keeps that it was seen", async ({
    app,
    admin,
  }) => {
    const { status, body } = await admin.post<RevealAnswer>(PATH, { cookie: "cart" });
    assert.is(status, 200);
    assert.equal(body, { cookie: "cart", value: VALUE });
    const rows: AuditRow[] = await app.database.knex(TABLES.auditLog).where({ action: "COOKIE_REVEALED" });
    assert.is(rows.length, 1);
    assert.is(rows[0]?.actor, admin.answer.user.id);
    assert.is(rows[0]?.target, admin.answer.session.id);
    assert.equal(JSON.parse(rows[0]?.data ?? ""), { name: "cart" });
  });

  test("never shows one that the policy does not mark, or that opens a session", async ({ app, admin }) => {
    for (const cookie of ["theme", "unknown", "sessionid", "sereno_sid", "sereno_csrf", "__proto__"]) {
      assert.is(problemOf(await admin.post(PATH, { cookie })).code, "forbidden", cookie);
    }
    const { body } = await admin.get<SessionDebugAnswer>("/api/session-debug");
    const marked = body.cookies.filter(({ revealable }) => revealable).map(({ name }) => name);
    assert.equal(marked, ["cart"]);
    assert.not.match(JSON.stringify(body), "a-s");
    assert.is((await revealed(app)).length, 0);
  });

  test("asks for a recent password", async ({ app, admin }) => {
    app.clock.advance(app.config.session.reauthMs + 1);
    assert.is(problemOf(await admin.post(PATH, { cookie: "cart" })).code, "reauth_required");
    assert.is((await revealed(app)).length, 0);
    await admin.post("/api/auth/reauth", { password: TEST_PASSWORD });
    assert.is((await admin.post(PATH, { cookie: "cart" })).status, 200);
  });

  test("says when the browser sent none, and refuses bodies of another shape", async ({ admin }) => {
    admin.cookies.delete("cart");
    assert.is(problemOf(await admin.post(PATH, { cookie: "cart" })).code, "not_found");
    for (const body of [{}, { cookie: 7 }, { cookie: "" }, { cookie: "x".repeat(201) }]) {
      assert.is(problemOf(await admin.post(PATH, body)).code, "invalid");
    }
  });

  test("does not exist for anybody else, nor without a CSRF token", async ({ app, admin }) => {
    await app.createAccount("ana");
    const ana = await app.signIn("ana");
    ana.cookies.set("cart", VALUE);
    assert.is(problemOf(await ana.post(PATH, { cookie: "cart" })).code, "not_found");
    admin.cookies.delete("sereno_csrf");
    assert.is(problemOf(await admin.post(PATH, { cookie: "cart" })).code, "csrf");
  });

  test("reads the role from the database at each call", async ({ app, admin }) => {
    assert.is((await admin.get("/api/session-debug")).status, 200);
    // As another process would: no cache of this one hears of it.
    await app.database.knex(TABLES.subjects).where({ username: "admin" }).update({ roles: "[]" });
    assert.is(problemOf(await admin.get("/api/session-debug")).code, "not_found");
    assert.is(problemOf(await admin.post(PATH, { cookie: "cart" })).code, "not_found");
    assert.is(problemOf(await admin.post("/api/clear-session")).code, "not_found");
  });

  test.run();
});

function policyWithCookies(): PolicyDocument {
  const policy = createDefaultPolicy({ name: "sereno_sid" });
  const declare = (name: string, revealable: boolean) => ({
    name,
    kind: "cookie" as const,
    purpose: "x",
    duration: "x",
    provider: "x",
    httpOnly: true,
    ...(revealable && { revealable }),
  });
  const items = [declare("cart", true), declare("theme", false), declare("sessionid", true)];
  policy.categories[0]?.services.push({ id: "shop", name: "Shop", purpose: "x", provider: "x", items });
  return policy;
}

function revealed(app: TestApp): Promise<AuditRow[]> {
  return app.database.knex(TABLES.auditLog).where({ action: "COOKIE_REVEALED" });
}
