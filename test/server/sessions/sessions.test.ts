import * as assert from "uvu/assert";
import { suite } from "uvu";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../server/clock.ts";
import type { Page, SessionAnswer, SessionResource } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`sessions on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
    await context.app.createAccount("admin", ["superuser"]);
  });
  test.after.each(({ app }) => app.close());

  test("a sign-in begins a session that verify knows", async ({ app }) => {
    const ana = await app.signIn("ana");
    const { status, body } = await ana.get<SessionAnswer>("/api/auth/verify");
    assert.is(status, 200);
    assert.is(body.user?.username, "ana");
    assert.is(body.session.status, "active");
    assert.is(body.session.current, true);
    assert.is(body.session.device.label, "Firefox on Linux");
  });

  test("nobody is signed in without a cookie, or with one that we never gave", async ({ app }) => {
    const stranger = app.client();
    assert.is(problemOf(await stranger.get("/api/auth/verify")).code, "unauthenticated");
    stranger.cookies.set("sereno_sid", "x".repeat(43));
    assert.is(problemOf(await stranger.get("/api/session")).code, "unauthenticated");
  });

  test("stores the token only as a hash, and shows it in no answer", async ({ app }) => {
    const ana = await app.signIn("ana");
    const token = ana.cookies.get("sereno_sid") ?? "";
    assert.ok(token.length >= 43);
    const rows = await app.database.knex(TABLES.sessions);
    assert.not.match(JSON.stringify(rows), token);
    assert.not.match(JSON.stringify(ana.answer), token);
    assert.not.match((await ana.get("/api/session")).text, token);
  });

  test("gives another token at each sign-in and ends the session that was there as replaced", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    const first = ana.cookies.get("sereno_sid") ?? "";
    const password = "correct horse battery";
    assert.is((await ana.post("/api/auth/login", { username: "ana", password })).status, 200);
    assert.is.not(ana.cookies.get("sereno_sid"), first);

    const thief = app.client();
    thief.cookies.set("sereno_sid", first);
    assert.is(problemOf(await thief.get("/api/session")).endReason, "replaced");
  });

  test("does not keep a token that was planted before the sign-in", async ({ app }) => {
    const client = app.client();
    const planted = "p".repeat(43);
    client.cookies.set("sereno_sid", planted);
    await client.post("/api/auth/login", { username: "ana", password: "correct horse battery" });
    assert.is.not(client.cookies.get("sereno_sid"), planted);
    const thief = app.client();
    thief.cookies.set("sereno_sid", planted);
    assert.is((await thief.get("/api/session")).status, 401);
  });

  test("keeps an ended session ended when a request in flight saves it", async ({ app }) => {
    const ana = await app.signIn("ana");
    const admin = await app.signIn("admin");
    const saving = Array.from({ length: 20 }, (_, index) =>
      ana.send("PATCH", "/api/session/data", { body: { filter: index } }),
    );
    await admin.post("/api/admin/sessions/end", { ids: [ana.answer.session.id], reason: "test" });
    await Promise.all(saving);
    await app.app.services.sessions.flushActivity();
    assert.is(problemOf(await ana.get("/api/session")).code, "session_ended");
    const row = await app.database.knex(TABLES.sessions).where({ id: ana.answer.session.id }).first();
    assert.is(row.end_reason, "forced");
    assert.is(row.data, "{}");
  });

  test("answers session_ended at the idle deadline, before any sweep, and records the deadline as its end", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    app.clock.advance(2 * HOUR_MS);
    const problem = problemOf(await ana.get("/api/session"));
    assert.is(problem.code, "session_ended");
    assert.is(problem.endReason, "expired_idle");
    assert.is(problem.endedAt, ana.answer.session.idleExpiresAt);
    const row = await app.database.knex(TABLES.sessions).where({ id: ana.answer.session.id }).first();
    assert.is(row.ended_at, Date.parse(ana.answer.session.idleExpiresAt));
  });

  test("an expired session stays ended when the clock is set back", async ({ app }) => {
    const ana = await app.signIn("ana");
    app.clock.advance(3 * HOUR_MS);
    await ana.get("/api/session");
    app.clock.advance(-3 * HOUR_MS);
    assert.is(problemOf(await ana.get("/api/session")).code, "session_ended");
  });

  test("page views keep a session alive until its absolute end", async ({ app }) => {
    const ana = await app.signIn("ana");
    for (let hour = 1; hour < 12; hour++) {
      app.clock.advance(HOUR_MS);
      assert.is((await ana.post("/api/session/page-view", { path: "/" })).status, 200);
    }
    app.clock.advance(HOUR_MS);
    assert.is(problemOf(await ana.get("/api/session")).endReason, "expired_absolute");
  });

  test("verifying and reading are no activity", async ({ app }) => {
    const ana = await app.signIn("ana");
    app.clock.advance(90 * MINUTE_MS);
    await ana.get("/api/auth/verify");
    await ana.get("/api/sessions");
    app.clock.advance(30 * MINUTE_MS);
    assert.is(problemOf(await ana.get("/api/session")).endReason, "expired_idle");
  });

  test("never lists an expired session as active, not even before the sweep", async ({ app }) => {
    await app.signIn("ana");
    app.clock.advance(2 * HOUR_MS);
    const admin = await app.signIn("admin");
    const active = await admin.get<Page<SessionResource>>("/api/admin/sessions?state=active&user=ana");
    assert.equal(active.body.items, []);
    const ended = await admin.get<Page<SessionResource>>("/api/admin/sessions?state=ended&user=ana");
    assert.is(ended.body.items[0]?.status, "ended");
    assert.is(ended.body.items[0]?.endReason, "expired_idle");
  });

  test("the sweep records ends at their deadline, each with one audit row", async ({ app }) => {
    const { answer } = await app.signIn("ana");
    app.clock.advance(5 * HOUR_MS);
    assert.is(await app.app.services.sessions.sweep(), 1);
    assert.is(await app.app.services.sessions.sweep(), 0);
    const row = await app.database.knex(TABLES.sessions).where({ id: answer.session.id }).first();
    assert.is(row.ended_at, Date.parse(answer.session.idleExpiresAt));
    const audit = await app.database
      .knex(TABLES.auditLog)
      .where({ target: answer.session.id, action: "SESSION_TIMEOUT" });
    assert.is(audit.length, 1);
  });

  test("gathered activity moves the deadline even where the database does not know it yet", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    app.clock.advance(HOUR_MS);
    await ana.post("/api/session/extend");
    const { body } = await ana.get<SessionAnswer>("/api/session");
    assert.is(body.session.idleExpiresAt, new Date(app.clock() + 2 * HOUR_MS).toISOString());
    assert.is(body.session.requestCount, 1);
    await app.app.services.sessions.flushActivity();
    const row = await app.database.knex(TABLES.sessions).where({ id: ana.answer.session.id }).first();
    assert.is(row.idle_expires_at, app.clock() + 2 * HOUR_MS);
    assert.is(row.request_count, 1);
  });

  test("a superuser ends a session with a reason, which its owner reads", async ({ app }) => {
    const ana = await app.signIn("ana");
    const admin = await app.signIn("admin");
    const { body } = await admin.post("/api/admin/sessions/end", {
      ids: [ana.answer.session.id, "ses_nothing"],
      reason: "Shared computer",
    });
    assert.equal(body, { ended: 1, ids: [ana.answer.session.id], notFound: ["ses_nothing"], more: false });
    const problem = problemOf(await ana.get("/api/session"));
    assert.is(problem.code, "session_ended");
    assert.is(problem.endReason, "forced");
    assert.is(problem.endMessage, "Shared computer");
    const list = await admin.get<Page<SessionResource>>("/api/admin/sessions?state=ended");
    assert.is(list.body.items[0]?.endedBy?.username, "admin");
  });

  test("a forced end never includes the superuser's own session, and a second end changes nothing", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    const admin = await app.signIn("admin");
    const ids = [admin.answer.session.id, ana.answer.session.id];
    await admin.post("/api/admin/sessions/end", { ids, reason: "first" });
    const again = await admin.post<{ ended: number }>("/api/admin/sessions/end", { ids, reason: "second" });
    assert.is(again.body.ended, 0);
    assert.is((await admin.get("/api/session")).status, 200);
    assert.is(problemOf(await ana.get("/api/session")).endMessage, "first");
  });

  test("superuser routes refuse others: 403 for a member, 401 for nobody, 422 for an empty choice", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    const admin = await app.signIn("admin");
    assert.is(problemOf(await ana.get("/api/admin/sessions")).code, "forbidden");
    assert.is(problemOf(await app.client().get("/api/admin/sessions")).status, 401);
    assert.is(problemOf(await admin.post("/api/admin/sessions/end", { ids: [], reason: "x" })).status, 422);
    assert.is(
      problemOf(await admin.post("/api/admin/sessions/end", { ids: ["ses_x"], reason: " " })).status,
      422,
    );
  });

  test("ending others' sessions needs a recent authentication, which the password renews with another token", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    const admin = await app.signIn("admin");
    app.clock.advance(16 * MINUTE_MS);
    const order = { ids: [ana.answer.session.id], reason: "x" };
    assert.is(problemOf(await admin.post("/api/admin/sessions/end", order)).code, "reauth_required");

    assert.is(
      problemOf(await admin.post("/api/auth/reauth", { password: "wrong" })).code,
      "invalid_credentials",
    );
    const before = admin.cookies.get("sereno_sid");
    const { status, text } = await admin.post("/api/auth/reauth", { password: "correct horse battery" });
    assert.is(status, 200);
    assert.not.match(text, admin.cookies.get("sereno_sid") ?? "");
    assert.is.not(admin.cookies.get("sereno_sid"), before);
    assert.is((await admin.post("/api/admin/sessions/end", order)).status, 200);
  });

  test("accepts the token from before a rotation for 30 seconds; later use of it ends the session", async ({
    app,
  }) => {
    const admin = await app.signIn("admin");
    const old = admin.cookies.get("sereno_sid") ?? "";
    await admin.post("/api/auth/reauth", { password: "correct horse battery" });
    const inFlight = app.client();
    inFlight.cookies.set("sereno_sid", old);
    app.clock.advance(30 * SECOND_MS);
    assert.is((await inFlight.get("/api/session", { headers: { Origin: app.origin } })).status, 200);
    app.clock.advance(1);
    assert.is(problemOf(await inFlight.get("/api/session")).endReason, "token_reuse");
    assert.is(problemOf(await admin.get("/api/session")).endReason, "token_reuse");
  });

  test("a person sees and ends their own sessions, and nobody else's", async ({ app }) => {
    const ana = await app.signIn("ana");
    const phone = await app.signIn("ana");
    const admin = await app.signIn("admin");
    const { body } = await ana.get<Page<SessionResource>>("/api/sessions");
    assert.is(body.items.length, 2);
    assert.equal(
      body.items.filter((session) => session.current).map(({ id }) => id),
      [ana.answer.session.id],
    );
    assert.is((await ana.send("DELETE", `/api/sessions/${admin.answer.session.id}`)).status, 404);
    assert.is((await ana.send("DELETE", "/api/sessions/ses_none")).status, 404);
    assert.is((await ana.send("DELETE", `/api/sessions/${phone.answer.session.id}`)).status, 204);
    assert.is(problemOf(await phone.get("/api/session")).endReason, "revoked_by_user");
  });

  test("pages through sessions without a gap or a double, and refuses a forged cursor", async ({ app }) => {
    for (let index = 0; index < 5; index++) {
      await app.signIn("ana");
      app.clock.advance(SECOND_MS);
    }
    const ana = await app.signIn("ana");
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<SessionResource> = (
        await ana.get<Page<SessionResource>>(`/api/sessions?limit=2${more}`)
      ).body;
      assert.is(page.total, 6);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    assert.is(new Set(seen).size, 6);
    assert.is(seen.length, 6);
    assert.is(problemOf(await ana.get("/api/sessions?cursor=bm9uZQ.x")).status, 400);
  });

  test("temporary data stays with the session, is limited, and goes at logout", async ({ app }) => {
    const ana = await app.signIn("ana");
    await ana.send("PATCH", "/api/session/data", { body: { cart: [1, 2], filter: "2026" } });
    const { body } = await ana.send("PATCH", "/api/session/data", { body: { cart: null } });
    assert.equal(body, { data: { filter: "2026" } });
    const big = await ana.send("PATCH", "/api/session/data", { body: { blob: "x".repeat(9_000) } });
    assert.is(problemOf(big).status, 413);
    await ana.post("/api/auth/logout");
    const row = await app.database.knex(TABLES.sessions).where({ id: ana.answer.session.id }).first();
    assert.is(row.data, "{}");
  });

  test("keeps no path without consent to analytics, and none of its query values with it", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    const before = await ana.post<SessionAnswer>("/api/session/page-view", { path: "/secret" });
    assert.equal(before.body.session.pathHistory, []);
    const time = app.clock();
    const consent = `v=1&p=1&id=2f1c1d1e-0000-4000-8000-000000000000&t=${time}&g=analytics`;
    ana.cookies.set("sereno_consent", consent);
    const after = await ana.post<SessionAnswer>("/api/session/page-view", {
      path: "/minutes?q=secret&year=2026#x",
    });
    assert.equal(
      after.body.session.pathHistory?.map(({ path }) => path),
      ["/minutes?q=&year="],
    );
    assert.is(after.body.session.requestCount, 2);
  });

  test("a page view without a session is no error", async ({ app }) => {
    assert.is((await app.client().post("/api/session/page-view", { path: "/" })).status, 204);
  });

  test.run();
});
