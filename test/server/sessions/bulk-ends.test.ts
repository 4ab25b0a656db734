import * as assert from "uvu/assert";
import { suite } from "uvu";
import { HOUR_MS, MINUTE_MS } from "../../../server/clock.ts";
import type { EndSessionsAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { insertSessions } from "../../support/session-rows.ts";

const END = "/api/admin/sessions/end";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient }>(`ending many sessions on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("admin", ["superuser"]);
    await context.app.createAccount("ana");
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("asks for exactly one of ids, filter and userId", async ({ admin }) => {
    const wrong = [{}, { ids: [] }, { ids: ["ses_a"], userId: "sub_a" }, { filter: {}, userId: "sub_a" }];
    for (const choice of [...wrong, { filter: { colour: "red" } }, { filter: { state: "open" } }]) {
      const problem = problemOf(await admin.post(END, { ...choice, reason: "x" }));
      assert.is(problem.status, 422, JSON.stringify(choice));
    }
    assert.is(problemOf(await admin.post(END, { filter: {} })).errors?.[0]?.path, "reason");
  });

  test("ends all that a filter matches but one's own, each with one audit row and its reason", async ({
    app,
    admin,
  }) => {
    const open = Array.from({ length: 620 }, () => ({ country: "FR" }));
    await insertSessions(app.database, app.clock(), [...open, { country: "ES" }]);
    const ana = await app.signIn("ana");
    await app.database.knex(TABLES.sessions).whereNull("country").update({ country: "FR" });
    const order = { filter: { country: "FR" }, reason: "Moved", auditNote: "ticket 7" };

    const dry = await admin.post<EndSessionsAnswer>(END, { ...order, dryRun: true });
    assert.is(dry.body.ended, 621);
    assert.is((await ana.get("/api/session")).status, 200);

    const { body } = await admin.post<EndSessionsAnswer>(END, order);
    assert.is(body.ended, 621);
    assert.equal(body.ids.toSorted(), dry.body.ids.toSorted());
    assert.equal([body.notFound, body.more], [[], false]);
    assert.is((await admin.get("/api/session")).status, 200);
    assert.is(problemOf(await ana.get("/api/session")).endMessage, "Moved");
    const audit: { target: string; data: string }[] = await app.database
      .knex(TABLES.auditLog)
      .where({ action: "SESSION_FORCE_CLOSE" });
    assert.is(audit.length, 621);
    assert.is(new Set(audit.map(({ target }) => target)).size, 621);
    assert.ok(audit.every(({ data }) => JSON.parse(data).note === "ticket 7"));
    const again = await admin.post<EndSessionsAnswer>(END, order);
    assert.is(again.body.ended, 0);
  });

  test("what has lapsed is not ended by force, and a filter for ended sessions ends none", async ({
    app,
    admin,
  }) => {
    await insertSessions(app.database, app.clock() - 3 * HOUR_MS, [{ id: "ses_lapsed" }]);
    await insertSessions(app.database, app.clock(), [{ id: "ses_open" }]);
    const none = await admin.post<EndSessionsAnswer>(END, { filter: { state: "ended" }, reason: "x" });
    assert.is(none.body.ended, 0);
    const { body } = await admin.post<EndSessionsAnswer>(END, { filter: {}, reason: "x" });
    assert.equal(body.ids, ["ses_open"]);
  });

  test("ends all of a person, says when there is none, and needs a recent authentication", async ({
    app,
    admin,
  }) => {
    const ana = await app.signIn("ana");
    const phone = await app.signIn("ana");
    const userId = ana.answer.user.id;
    const { body } = await admin.post<EndSessionsAnswer>(END, { userId, reason: "Lost phone" });
    assert.equal(body.ids.toSorted(), [ana.answer.session.id, phone.answer.session.id].toSorted());
    assert.is(problemOf(await phone.get("/api/session")).endReason, "forced");
    const nobody = await admin.post<EndSessionsAnswer>(END, { userId: "sub_nobody", reason: "x" });
    assert.equal(nobody.body, { ended: 0, ids: [], notFound: ["sub_nobody"], more: false });
    const own = await admin.post<EndSessionsAnswer>(END, { userId: admin.answer.user.id, reason: "x" });
    assert.is(own.body.ended, 0);
    app.clock.advance(16 * MINUTE_MS);
    assert.is(problemOf(await admin.post(END, { userId, reason: "x" })).code, "reauth_required");
  });

  test("ends no more at a time than it is asked to, and the rest when it is asked again", async ({
    app,
    admin,
  }) => {
    const open = Array.from({ length: 230 }, () => ({ country: "FR" }));
    await insertSessions(app.database, app.clock(), [...open, { country: "ES" }]);
    const order = { filter: { country: "FR" }, reason: "Moved", limit: 120 };
    const first = await admin.post<EndSessionsAnswer>(END, order);
    assert.equal([first.body.ended, first.body.ids.length, first.body.more], [120, 120, true]);
    const second = await admin.post<EndSessionsAnswer>(END, order);
    assert.equal([second.body.ended, second.body.more], [110, false]);
    assert.is(problemOf(await admin.post(END, { ...order, limit: 10_001 })).errors?.[0]?.path, "limit");
  });

  test("stops at 10,000 sessions and says that there are more", async ({ app, admin }) => {
    await insertSessions(
      app.database,
      app.clock(),
      Array.from({ length: 10_001 }, () => ({})),
    );
    const first = await admin.post<EndSessionsAnswer>(END, { filter: {}, reason: "x", dryRun: true });
    assert.equal([first.body.ended, first.body.more], [10_000, true]);
    await app.database
      .knex(TABLES.sessions)
      .where("id", first.body.ids[0])
      .update({ ended_at: 1, end_reason: "manual" });
    const second = await admin.post<EndSessionsAnswer>(END, { filter: {}, reason: "x", dryRun: true });
    assert.equal([second.body.ended, second.body.more], [10_000, false]);
  });

  test.run();
});
