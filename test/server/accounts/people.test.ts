import * as assert from "uvu/assert";
import { suite } from "uvu";
import { MINUTE_MS, SECOND_MS } from "../../../server/clock.ts";
import type {
  AccountResource,
  DisableAnswer,
  EnableAnswer,
  LoginAttemptResource,
  Page,
} from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { type SignedInClient, startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

const USERS = "/api/admin/users";
const ATTEMPTS = "/api/admin/login-attempts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient }>(`people on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("admin", ["superuser"]);
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("lists people by username, page by page, and by the start of it", async ({ app, admin }) => {
    for (const name of ["luis", "ana", "Anabel"]) await app.createAccount(name);
    const row = { id: "sub_host", external_id: "7", username: "berta", display_name: "Berta", roles: "[]" };
    await app.database.knex(TABLES.subjects).insert({ ...row, created_at: app.clock() });
    const seen: AccountResource[] = [];
    let cursor = "";
    do {
      const { body } = await admin.get<Page<AccountResource>>(`${USERS}?limit=2${cursor}`);
      seen.push(...body.items);
      cursor = body.nextCursor === null ? "" : `&cursor=${encodeURIComponent(body.nextCursor)}`;
    } while (cursor !== "");
    assert.equal(
      seen.map(({ username }) => username),
      ["admin", "ana", "anabel", "berta", "luis"],
    );
    assert.equal(
      seen.filter(({ isVouchedFor }) => isVouchedFor).map(({ username }) => username),
      ["berta"],
    );
    const found = await admin.get<Page<AccountResource>>(`${USERS}?q=AN`);
    assert.is(found.body.items.length, 2);
    assert.not.match(found.text, /argon2/);
  });

  test("disabling ends all sessions and bars signing in until enabled", async ({ app, admin }) => {
    const ana = await signInNew(app, "ana");
    const path = `${USERS}/${ana.answer.user.id}`;
    const { body } = await admin.post<DisableAnswer>(`${path}/disable`);
    assert.is(body.ended, 1);
    assert.is(body.user.disabledAt, new Date(app.clock()).toISOString());
    assert.is(problemOf(await ana.get("/api/session")).endReason, "account_disabled");
    const credentials = { username: "ana", password: TEST_PASSWORD };
    const refused = await app.client().post("/api/auth/login", credentials);
    assert.is(problemOf(refused).code, "invalid_credentials");
    const enabled = await admin.post<EnableAnswer>(`${path}/enable`);
    assert.is(enabled.body.user.disabledAt, null);
    assert.is((await app.client().post("/api/auth/login", credentials)).status, 200);
    const [row] = await app.database.knex(TABLES.auditLog).where({ action: "ACCOUNT_DISABLED" });
    assert.equal([row.actor, row.target], [admin.answer.user.id, ana.answer.user.id]);
  });

  test("a superuser cannot disable themselves, nor anybody without a recent authentication", async ({
    app,
    admin,
  }) => {
    const own = await admin.post(`${USERS}/${admin.answer.user.id}/disable`);
    assert.is(problemOf(own).code, "conflict");
    assert.is(problemOf(await admin.post(`${USERS}/sub_none/disable`)).status, 404);
    const ana = await signInNew(app, "ana");
    assert.is(problemOf(await ana.post(`${USERS}/${admin.answer.user.id}/disable`)).code, "forbidden");
    app.clock.advance(16 * MINUTE_MS);
    for (const change of ["disable", "enable"]) {
      const answer = await admin.post(`${USERS}/${ana.answer.user.id}/${change}`);
      assert.is(problemOf(answer).code, "reauth_required");
    }
  });

  test("lists sign-ins, good and bad, with filters and pages", async ({ app, admin }) => {
    app.clock.advance(SECOND_MS);
    const ana = await signInNew(app, "ana");
    for (const username of ["ana", "ana", "my password"]) {
      app.clock.advance(SECOND_MS);
      await app.client().post("/api/auth/login", { username, password: "wrong" });
    }
    const list = async (query: string) =>
      (await admin.get<Page<LoginAttemptResource>>(`${ATTEMPTS}?${query}`)).body;
    const outcomes = (await list("")).items.map(({ username, outcome }) => `${username} ${outcome}`);
    assert.equal(outcomes, ["null failed", "ana failed", "ana failed", "ana succeeded", "admin succeeded"]);
    assert.is((await list("outcome=failed&user=ana")).items.length, 2);
    assert.is((await list(`user=${ana.answer.user.id}&outcome=succeeded`)).items.length, 1);
    assert.is((await list("ip=127.0.0.1")).items.length, 5);
    assert.is((await list("ip=192.0.2.1")).items.length, 0);
    const now = new Date(app.clock()).toISOString();
    assert.is((await list(`from=${now}`)).items.length, 1);
    assert.is((await list(`to=${now}`)).items.length, 4);
    const first = await list("limit=3");
    const second = await list(`limit=3&cursor=${encodeURIComponent(first.nextCursor ?? "")}`);
    assert.equal([...first.items, ...second.items], (await list("")).items);
    assert.is(second.nextCursor, null);
    const other = await admin.get(
      `${ATTEMPTS}?outcome=failed&cursor=${encodeURIComponent(first.nextCursor ?? "")}`,
    );
    assert.is(problemOf(other).status, 400);
    assert.is(problemOf(await ana.get(ATTEMPTS)).code, "forbidden");
  });

  test.run();
});

async function signInNew(app: TestApp, username: string): Promise<SignedInClient> {
  await app.createAccount(username);
  return app.signIn(username);
}
