import { randomUUID } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../server/clock.ts";
import type { ConsentAction, SessionAnswer } from "../../../server/contract/index.ts";
import { type SessionRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf, type TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; visitor: TestClient }>(`sessions by consent on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    context.visitor = context.app.client();
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("no page and no request begins a session without consent to analytics", async ({ app, visitor }) => {
    for (const path of ["/login", "/consent", "/api/consent/policy", "/api/session", "/sereno.js"]) {
      const { headers } = await visitor.get(path);
      assert.equal(headers.getSetCookie(), [], path);
    }
    assert.is((await visitor.post("/api/session/page-view", { path: "/" })).status, 204);
    await decide(app, visitor, "reject_all");
    await decide(app, visitor, "choose", ["functional"]);
    assert.is((await visitor.post("/api/session/page-view", { path: "/" })).status, 204);
    assert.equal(await readRows(app), []);
    assert.is(visitor.cookies.has("sereno_sid"), false);
  });

  test("consent to analytics begins one, of nobody, with its paths", async ({ app, visitor }) => {
    await decide(app, visitor, "accept_all");
    const { status, body } = await visitor.get<SessionAnswer>("/api/session");
    assert.is(status, 200);
    assert.is(body.session.kind, "anonymous");
    assert.is(body.user, null);
    assert.is(visitor.cookies.has("sereno_hint"), false);
    const view = await visitor.post<SessionAnswer>("/api/session/page-view", { path: "/minutes?q=x" });
    assert.equal(
      view.body.session.pathHistory?.map(({ path }) => path),
      ["/minutes?q="],
    );
    const [row] = await readRows(app);
    assert.is(row?.subject_id, null);
    const audit = await app.database.knex(TABLES.auditLog).where({ target: body.session.id });
    assert.equal(
      audit.map(({ action }) => action),
      ["SESSION_CREATED"],
    );
  });

  test("an answer repeated, or a page view beside it, begins no second one", async ({ app, visitor }) => {
    const decision = await decide(app, visitor, "accept_all");
    await Promise.all([
      visitor.send("PUT", decision.path, { body: decision.body }),
      visitor.post("/api/session/page-view", { path: "/" }),
    ]);
    const beacon = app.client();
    beacon.cookies.set("sereno_consent", visitor.cookies.get("sereno_consent") ?? "");
    assert.is((await beacon.post("/api/session/page-view", { path: "/" })).status, 204);
    assert.is((await readRows(app)).length, 1);
  });

  test("the page view of a visitor is a beacon, which brings no token but must come from the site", async ({
    app,
    visitor,
  }) => {
    await decide(app, visitor, "accept_all");
    visitor.cookies.delete("sereno_csrf");
    assert.is((await visitor.post("/api/session/page-view", { path: "/" })).status, 200);
    const foreign = { headers: { Origin: "https://evil.example" } };
    assert.is(problemOf(await visitor.post("/api/session/page-view", { path: "/" }, foreign)).code, "origin");
    assert.is(problemOf(await visitor.post("/api/session/extend")).code, "csrf");
  });

  test("a visitor who comes back with an old answer has a new session with the first page view", async ({
    app,
    visitor,
  }) => {
    await decide(app, visitor, "accept_all");
    app.clock.advance(3 * HOUR_MS);
    assert.is(problemOf(await visitor.get("/api/session")).endReason, "expired_idle");
    assert.is((await visitor.post("/api/session/page-view", { path: "/" })).status, 200);
    const other = app.client();
    other.cookies.set("sereno_consent", visitor.cookies.get("sereno_consent") ?? "");
    assert.is((await other.post("/api/session/page-view", { path: "/" })).status, 200);
    const rows = await readRows(app);
    assert.equal(
      rows.map(({ end_reason }) => end_reason),
      ["expired_idle", null, null],
    );
  });

  test("withdrawing ends it, tells why, and the next consent begins another", async ({ app, visitor }) => {
    await decide(app, visitor, "accept_all");
    app.clock.advance(MINUTE_MS);
    await decide(app, visitor, "withdraw");
    assert.is(problemOf(await visitor.get("/api/session")).endReason, "consent_withdrawn");
    assert.is((await visitor.post("/api/session/page-view", { path: "/" })).status, 204);
    app.clock.advance(MINUTE_MS);
    await decide(app, visitor, "choose", ["analytics"]);
    assert.is((await visitor.get("/api/session")).status, 200);
    const rows = await readRows(app);
    assert.equal(
      rows.map(({ end_reason }) => end_reason),
      ["consent_withdrawn", null],
    );
    assert.equal(await app.database.knex(TABLES.outbox), []);
  });

  test("an earlier answer that arrives late changes nothing", async ({ app, visitor }) => {
    const decidedAt = app.clock();
    app.clock.advance(MINUTE_MS);
    await decide(app, visitor, "withdraw");
    await decide(app, visitor, "accept_all", undefined, decidedAt);
    assert.is(visitor.cookies.has("sereno_sid"), false);
    assert.equal(await readRows(app), []);
  });

  test("an answer of last week that arrives now begins none for who has cleared the cookies since", async ({
    app,
    visitor,
  }) => {
    const decidedAt = app.clock();
    app.clock.advance(7 * DAY_MS);
    await decide(app, visitor, "accept_all", undefined, decidedAt);
    assert.is(visitor.cookies.has("sereno_sid"), false);
    assert.equal(await readRows(app), []);
  });

  test("signing in replaces it with a session of another token", async ({ app, visitor }) => {
    await decide(app, visitor, "accept_all");
    const token = visitor.cookies.get("sereno_sid");
    app.clock.advance(MINUTE_MS);
    await visitor.post("/api/auth/login", { username: "ana", password: TEST_PASSWORD });
    assert.is.not(visitor.cookies.get("sereno_sid"), token);
    const rows = await readRows(app);
    assert.equal(
      rows.map(({ kind, end_reason }) => [kind, end_reason]),
      [
        ["anonymous", "replaced"],
        ["signed_in", null],
      ],
    );
  });

  test("who is signed in keeps the session, and loses the path history, when consent is withdrawn", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    await decide(app, ana, "accept_all");
    await ana.post("/api/session/page-view", { path: "/members" });
    await app.app.services.sessions.flushActivity();
    assert.match((await readRows(app))[0]?.path_history ?? "", "/members");
    app.clock.advance(MINUTE_MS);
    await decide(app, ana, "withdraw");
    assert.is((await readRows(app))[0]?.path_history, "[]");
    const { body } = await ana.post<SessionAnswer>("/api/session/page-view", { path: "/other" });
    assert.equal(body.session.pathHistory, []);
    assert.is(body.session.kind, "signed_in");
  });

  test("without consent a session keeps what its security needs and nothing else", async ({ app }) => {
    const ana = await app.signIn("ana");
    await ana.post("/api/session/page-view", { path: "/secret", title: "Secret" });
    await app.app.services.sessions.flushActivity();
    const [row] = await readRows(app);
    assert.not.match(JSON.stringify(row), /secret/i);
    assert.ok(row?.user_agent && row.ip_last && row.last_seen_at);
  });

  test("begins at most 60 sessions a minute for one address, and records every answer", async ({
    app,
    visitor,
  }) => {
    await decide(app, visitor, "accept_all");
    app.clock.advance(2 * MINUTE_MS);
    const statuses: number[] = [];
    for (let index = 0; index < 62; index++) {
      const other = app.client();
      other.cookies.set("sereno_consent", visitor.cookies.get("sereno_consent") ?? "");
      statuses.push((await other.post("/api/session/page-view", { path: "/" })).status);
    }
    assert.equal(statuses.slice(58), [200, 204, 204, 204]);
    assert.is((await readRows(app)).length, 60);
    await decide(app, app.client(), "accept_all");
    assert.is((await readRows(app)).length, 60);
    assert.is((await app.signIn("ana")).answer.session.kind, "signed_in");
  });

  test("who has signed out is told so, and is not followed in another session", async ({ app }) => {
    const ana = await app.signIn("ana");
    await ana.post("/api/auth/logout");
    await decide(app, ana, "accept_all");
    assert.is(problemOf(await ana.get("/api/session")).endReason, "manual");
    assert.is((await readRows(app)).length, 1);
  });

  test.run();
});

/** Answers as the script does: the cookie first, then the record. */
async function decide(
  app: TestApp,
  client: TestClient,
  action: ConsentAction,
  granted = action === "accept_all" ? ["functional", "analytics", "marketing"] : [],
  decidedAt = app.clock(),
) {
  const id = randomUUID();
  const isLatest = decidedAt === app.clock();
  const cookie = new URLSearchParams({ v: "1", p: "1", id, t: `${decidedAt}`, g: granted.join(" ") });
  if (isLatest) client.cookies.set("sereno_consent", cookie.toString());
  const body = {
    action,
    granted,
    policyVersion: 1,
    decidedAt: new Date(decidedAt).toISOString(),
    locale: "en",
    layout: "banner",
    source: "banner",
    secretHash: "a".repeat(64),
  };
  const path = `/api/consent/decisions/${id}`;
  const answer = await client.send("PUT", path, { body });
  assert.is(answer.status, 201, answer.text);
  return { path, body };
}

function readRows(app: TestApp): Promise<SessionRow[]> {
  return app.database.knex(TABLES.sessions).orderBy(["created_at", "ended_at"]);
}
