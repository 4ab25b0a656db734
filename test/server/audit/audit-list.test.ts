import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS } from "../../../server/clock.ts";
import type { AuditEntryResource, Page } from "../../../server/contract/index.ts";
import { startTestApp, type SignedInClient, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient }>(`audit list on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("admin", ["superuser"]);
    await context.app.createAccount("ana");
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("shows who did what to whom, newest first, each row following from the one below", async ({
    app,
    admin,
  }) => {
    const ana = await app.signIn("ana");
    const reason = "Shared computer";
    await admin.post("/api/admin/sessions/end", {
      ids: [ana.answer.session.id],
      reason,
      auditNote: "ticket 7",
    });
    const { items, nextCursor } = await list(admin, "");
    const [newest] = items;
    assert.is(nextCursor, null);
    assert.equal(Object.keys(newest ?? {}), [
      "seq",
      "at",
      "actor",
      "action",
      "target",
      "data",
      "hash",
      "previousHash",
    ]);
    assert.is(newest?.action, "SESSION_FORCE_CLOSE");
    assert.is(newest?.actor, admin.answer.user.id);
    assert.is(newest?.target, ana.answer.session.id);
    assert.is(newest?.data?.note, "ticket 7");
    assert.is(newest?.at, new Date(app.clock()).toISOString());
    for (const [index, { previousHash }] of items.entries()) {
      assert.is(previousHash, items[index + 1]?.hash ?? null);
    }
  });

  test("filters by action, actor (name, id or system), target and time", async ({ app }) => {
    const ana = await app.signIn("ana");
    app.clock.advance(3 * HOUR_MS);
    await app.app.services.sessions.sweep();
    const again = await app.signIn("admin");
    const { id } = ana.answer.user;
    const find = async (query: string) => (await list(again, query)).items.map(({ action }) => action);
    assert.equal(await find("?action=ACCOUNT_CREATED"), ["ACCOUNT_CREATED", "ACCOUNT_CREATED"]);
    assert.equal(await find(`?action=ACCOUNT_CREATED&target=${id}`), ["ACCOUNT_CREATED"]);
    assert.equal(await find("?actor=ana"), ["SESSION_CREATED", "LOGIN_SUCCEEDED"]);
    assert.equal(await find(`?actor=${id}`), ["SESSION_CREATED", "LOGIN_SUCCEEDED"]);
    assert.equal(await find("?actor=system"), ["SESSION_TIMEOUT", "SESSION_TIMEOUT"]);
    assert.equal(await find("?actor=nobody"), []);
    assert.equal(await find(`?target=${ana.answer.session.id}`), ["SESSION_TIMEOUT", "SESSION_CREATED"]);
    const start = new Date(app.clock()).toISOString();
    assert.equal(await find(`?from=${start}`), ["SESSION_CREATED", "LOGIN_SUCCEEDED"]);
    assert.is((await find(`?to=${new Date(app.clock() - 1).toISOString()}`)).length, 8);
  });

  test("pages through everything once", async ({ app, admin }) => {
    for (let turn = 0; turn < 3; turn++) await app.signIn("ana");
    const seqs: number[] = [];
    for (let query = "?limit=3"; query !== "";) {
      const { items, nextCursor } = await list(admin, query);
      seqs.push(...items.map(({ seq }) => seq));
      query = nextCursor === null ? "" : `?limit=3&cursor=${nextCursor}`;
    }
    assert.equal(seqs, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test("refuses everybody else, forged cursors and wrong filters", async ({ app, admin }) => {
    const path = "/api/admin/audit";
    const ana = await app.signIn("ana");
    assert.is(problemOf(await app.client().get(path)).code, "unauthenticated");
    assert.is(problemOf(await ana.get(path)).code, "forbidden");
    assert.is(problemOf(await admin.get(`${path}?cursor=e30.forged`)).code, "malformed");
    for (const query of ["limit=0", "limit=101", "from=yesterday", "action=x;y", "actor="]) {
      assert.is((await admin.get(`${path}?${query}`)).status, 422, query);
    }
  });

  test.run();
});

async function list(client: SignedInClient, query: string): Promise<Page<AuditEntryResource>> {
  const { status, body, text } = await client.get<Page<AuditEntryResource>>(`/api/admin/audit${query}`);
  assert.is(status, 200, text);
  return body;
}
