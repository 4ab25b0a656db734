import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS, SECOND_MS } from "../../../server/clock.ts";
import type { SessionAnswer } from "../../../server/contract/index.ts";
import { type SessionRow, TABLES } from "../../../server/database/tables.ts";
import { hashToken } from "../../../server/sessions/session-token.ts";
import { type SignedInClient, startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";

/** Things that happen to one session at the same time: each test fails without the guard that it is about. */
forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`guards of sessions on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
    await context.app.createAccount("admin", ["superuser"]);
  });
  test.after.each(({ app }) => app.close());

  test("a session that ended while a request was under way is not brought back by what that request saves", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    const { sessions } = app.app.services;
    const inFlight = await authenticate(app, ana);
    await ana.post("/api/auth/logout");
    const refused = await sessions.changeData(inFlight, () => ({ cart: [1] })).catch((error) => error.code);
    assert.is(refused, "session_ended");
    await sessions.forgetPaths({ ...inFlight, pathHistory: [{ path: "/", at: "" }] });
    const row = await readRow(app, ana);
    assert.is(row.end_reason, "manual");
    assert.is(row.data, "{}");
    assert.is((await ana.get("/api/session")).status, 401);
  });

  test("a page view that was under way when the session ended does not move what is recorded of its end", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    const { sessions } = app.app.services;
    const inFlight = await authenticate(app, ana);
    await ana.post("/api/auth/logout");
    const before = await readRow(app, ana);
    app.clock.advance(SECOND_MS);
    await sessions.recordActivity(inFlight, { ipAddress: "192.0.2.1" }).catch(() => undefined);
    await sessions.flushActivity();
    assert.equal(await readRow(app, ana), before);
  });

  test("page views of the last seconds before an end are in its history", async ({ app }) => {
    const ana = await app.signIn("ana");
    app.clock.advance(SECOND_MS);
    await ana.post("/api/session/page-view", { path: "/" });
    await ana.post("/api/session/page-view", { path: "/" });
    const seenAt = app.clock();
    await app.app.services.sessions.end([await authenticate(app, ana)], { reason: "forced" });
    const row = await readRow(app, ana);
    assert.equal([row.request_count, row.last_seen_at], [2, seenAt]);
    await app.app.services.sessions.flushActivity();
    assert.is((await readRow(app, ana)).request_count, 2);
  });

  test("a token of somebody else's choice, or of another sign-in, opens nothing", async ({ app }) => {
    const victim = app.client();
    const attacker = await app.signIn("admin");
    const planted = attacker.cookies.get("sereno_sid") ?? "";
    victim.cookies.set("sereno_sid", planted);
    await victim.post("/api/auth/login", { username: "ana", password: TEST_PASSWORD });
    assert.is.not(victim.cookies.get("sereno_sid"), planted);
    const rows: SessionRow[] = await app.database.knex(TABLES.sessions).where({ end_reason: null });
    assert.is(rows.length, 1);
    assert.is.not(rows[0]?.token_hash, hashToken(planted));
    assert.is(problemOf(await attacker.get("/api/session")).endReason, "replaced");
  });

  test("of many ends at once the first wins, with one audit row", async ({ app }) => {
    const ana = await app.signIn("ana");
    const session = await authenticate(app, ana);
    const { sessions } = app.app.services;
    const ended = await Promise.all(
      (["manual", "forced", "revoked_by_user", "forced"] as const).map((reason) =>
        sessions.end([session], { reason, message: reason }),
      ),
    );
    assert.is(ended.flat().length, 1);
    const [first] = ended.flat();
    assert.is((await readRow(app, ana)).end_reason, first?.endReason);
    assert.is((await readRow(app, ana)).end_message, first?.endReason);
    const ends = await app.database
      .knex(TABLES.auditLog)
      .where({ target: session.id })
      .whereNot({ action: "SESSION_CREATED" });
    assert.is(ends.length, 1);
  });

  test("a request that passed the check before the deadline gets no new time after it", async ({ app }) => {
    const ana = await app.signIn("ana");
    app.clock.advance(2 * HOUR_MS - 1);
    const { sessions } = app.app.services;
    const inFlight = await authenticate(app, ana);
    app.clock.advance(1);
    const refused = await sessions
      .recordActivity(inFlight, { ipAddress: "192.0.2.1" })
      .catch((error) => [error.code, error.extensions.endReason]);
    assert.equal(refused, ["session_ended", "expired_idle"]);
    await sessions.flushActivity();
    await sessions.sweep();
    assert.is((await readRow(app, ana)).ended_at, Date.parse(ana.answer.session.idleExpiresAt));
  });

  test("a lapse is not recorded when another node has moved the deadline meanwhile", async ({ app }) => {
    const ana = await app.signIn("ana");
    const stale = await authenticate(app, ana);
    app.clock.advance(2 * HOUR_MS);
    const later = { idle_expires_at: app.clock() + HOUR_MS };
    await app.database.knex(TABLES.sessions).where({ id: stale.id }).update(later);
    assert.equal(await app.app.services.sessions.end([stale], { reason: "expired_idle" }), []);
    assert.is((await readRow(app, ana)).ended_at, null);
  });

  test("activity in the last seconds before a deadline is written before it is acknowledged", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    app.clock.advance(2 * HOUR_MS - 5 * SECOND_MS);
    const { body } = await ana.post<SessionAnswer>("/api/session/extend");
    assert.is((await readRow(app, ana)).idle_expires_at, Date.parse(body.session.idleExpiresAt));
    assert.is(Date.parse(body.session.idleExpiresAt), app.clock() + 2 * HOUR_MS);
  });

  test("a confirmation does not open a session that has ended meanwhile", async ({ app }) => {
    const ana = await app.signIn("ana");
    const inFlight = await authenticate(app, ana);
    await ana.post("/api/auth/logout");
    const { sessions } = app.app.services;
    const refused = await sessions.rotate(inFlight, hashToken("another")).catch((error) => error.status);
    assert.is(refused, 401);
    assert.is((await readRow(app, ana)).token_hash, inFlight.tokenHash);
  });

  test("of two confirmations at once one renews the token, which stays good", async ({ app }) => {
    const ana = await app.signIn("ana");
    const session = await authenticate(app, ana);
    const { sessions } = app.app.services;
    const tokens = ["one".repeat(15), "other".repeat(9)];
    const outcomes = await Promise.allSettled(
      tokens.map((token) => sessions.rotate(session, hashToken(token))),
    );
    const [winner, ...others] = tokens.filter((_, index) => outcomes[index]?.status === "fulfilled");
    assert.equal(others, []);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    assert.is(refused?.reason.code, "conflict");
    app.clock.advance(31 * SECOND_MS);
    assert.is((await sessions.authenticate(winner ?? "")).status, "active");
  });

  test.run();
});

async function authenticate(app: TestApp, client: SignedInClient) {
  const authentication = await app.app.services.sessions.authenticate(client.cookies.get("sereno_sid") ?? "");
  if (authentication.status !== "active") throw new Error("no active session");
  return authentication.session;
}

async function readRow(app: TestApp, { answer }: SignedInClient): Promise<SessionRow> {
  return app.database.knex(TABLES.sessions).where({ id: answer.session.id }).first();
}
