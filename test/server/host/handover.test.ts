import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS } from "../../../server/clock.ts";
import type { SessionAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { aliasHash } from "../../../server/sessions/alias-hash.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf, type TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openEvents } from "../../support/event-reader.ts";
import { HANDOVER_ENV, handOver, signToken } from "../../support/host-tokens.ts";

/** From one address, before the rest of them leaves no row. */
const KEPT_REFUSALS = 100;

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`handover on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect, { env: HANDOVER_ENV });
  });
  test.after.each(({ app }) => app.close());

  test("begins a session of whom the host vouches for, with its alias and the host's time of sign-in", async ({
    app,
  }) => {
    const client = app.client();
    const answer = await vouch(app, client, { email: "ana@host.example", roles: ["editor"] });
    assert.is(answer.status, 201);
    const { user, session, csrfToken } = answer.body;
    assert.is(user.username, "ana");
    assert.is(user.displayName, "Ana Ruiz");
    assert.equal(user.roles, ["editor"]);
    assert.is(session.kind, "signed_in");
    assert.is(client.cookies.get("sereno_csrf"), csrfToken);
    assert.is(client.cookies.get("sereno_hint"), `user.${aliasHash("alias-1")}`);
    assert.is((await client.get<SessionAnswer>("/api/session")).body.session.id, session.id);
    const row = await app.database.knex(TABLES.sessions).where({ id: session.id }).first();
    assert.is(row.host_sid, "alias-1");
    assert.is(row.authenticated_at, app.clock() - 60_000);
    const subject = await app.database.knex(TABLES.subjects).where({ id: user.id }).first();
    assert.is(subject.external_id, "ana");
    assert.is(subject.email, "ana@host.example");
    assert.is(subject.password_hash, null);
  });

  test("renews the present session for the same person and alias", async ({ app }) => {
    const client = app.client();
    const first = await vouch(app, client);
    const token = client.cookies.get("sereno_sid");
    app.clock.advance(HOUR_MS);
    const again = await vouch(app, client, { auth_time: toSeconds(app.clock() - HOUR_MS) - 60 });
    assert.is(again.status, 200);
    assert.is(again.body.session.id, first.body.session.id);
    assert.is(client.cookies.get("sereno_sid"), token);
    assert.ok(again.body.session.idleExpiresAt > first.body.session.idleExpiresAt);
  });

  test("a newer sign-in at the host is a fresh authentication here, with a new token", async ({ app }) => {
    const client = app.client();
    const other = app.client();
    await vouch(app, client);
    const { session } = (await vouch(app, other, { sid: "alias-2" })).body;
    const path = `/api/sessions/${session.id}`;
    app.clock.advance(HOUR_MS);
    assert.is(problemOf(await client.send("DELETE", path)).code, "reauth_required");
    const token = client.cookies.get("sereno_sid");
    const again = await vouch(app, client, { auth_time: toSeconds(app.clock()) });
    assert.is(again.status, 200);
    assert.is.not(client.cookies.get("sereno_sid"), token);
    assert.is((await client.send("DELETE", path)).status, 204);
  });

  test("a sign-in that lies long back does not count as recent", async ({ app }) => {
    const client = app.client();
    const other = app.client();
    await vouch(app, client, { auth_time: toSeconds(app.clock() - HOUR_MS) });
    const { session } = (await vouch(app, other, { sid: "alias-2" })).body;
    const answer = await client.send("DELETE", `/api/sessions/${session.id}`);
    assert.is(problemOf(answer).code, "reauth_required");
  });

  test("another alias is another session, and replaces the one before", async ({ app }) => {
    const client = app.client();
    const first = await vouch(app, client);
    const second = await vouch(app, client, { sid: "alias-2" });
    assert.is(second.status, 201);
    assert.is.not(second.body.session.id, first.body.session.id);
    assert.is(await endReasonOf(app, first.body.session.id), "replaced");
  });

  test("another person replaces the one before, whoever vouched for that one", async ({ app }) => {
    await app.createAccount("luis");
    const client = await app.signIn("luis");
    const answer = await vouch(app, client);
    assert.is(answer.status, 201);
    assert.is(answer.body.user.username, "ana");
    assert.is(await endReasonOf(app, client.answer.session.id), "replaced");
  });

  test("a host's session has one session here: pages that come at once leave one", async ({ app }) => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => vouch(app, app.client())));
    assert.equal(
      answers.map(({ status }) => status),
      [201, 201, 201, 201],
    );
    const rows = await app.database.knex(TABLES.sessions).where({ host_sid: "alias-1" });
    assert.equal(
      rows.map(({ end_reason }) => end_reason).toSorted(),
      [null, "replaced", "replaced", "replaced"].toSorted(),
    );
    assert.is((await app.database.knex(TABLES.subjects)).length, 1);
    assert.is((await actions(app, "ACCOUNT_CREATED")).length, 1);
  });

  test("a session that ran out may be vouched for again", async ({ app }) => {
    const client = app.client();
    const first = await vouch(app, client);
    app.clock.advance(3 * HOUR_MS);
    assert.is(problemOf(await client.get("/api/session")).endReason, "expired_idle");
    const again = await vouch(app, client);
    assert.is(again.status, 201);
    assert.is.not(again.body.session.id, first.body.session.id);
    assert.is((await client.get("/api/session")).status, 200);
  });

  test("keeps one attempt for one sign-in at the host", async ({ app }) => {
    const client = app.client();
    const signedInAt = toSeconds(app.clock()) - 30;
    await vouch(app, client, { auth_time: signedInAt });
    app.clock.advance(3 * HOUR_MS);
    await vouch(app, client, { auth_time: signedInAt });
    const attempts = await app.database.knex(TABLES.loginAttempts);
    assert.equal(
      attempts.map(({ outcome, purpose, ip_address }) => [outcome, purpose, ip_address]),
      [["succeeded", "sign_in", "127.0.0.1"]],
    );
    assert.is((await actions(app, "LOGIN_SUCCEEDED")).length, 1);
    await vouch(app, client, { sid: "alias-2", auth_time: toSeconds(app.clock()) });
    assert.is((await actions(app, "LOGIN_SUCCEEDED")).length, 2);
  });

  test("the limit of sessions holds, and what is too much ends for the host to know", async () => {
    const app = await startTestApp(dialect, { env: { ...HANDOVER_ENV, SERENO_SESSION_LIMIT: "1" } });
    const first = await vouch(app, app.client());
    await vouch(app, app.client(), { sid: "alias-2" });
    assert.is(await endReasonOf(app, first.body.session.id), "limit_evicted");
    const [row] = await app.database.knex(TABLES.outbox);
    assert.is(row.host_sid, "alias-1");
    assert.is(row.subject, "ana");
    await app.close();
  });

  test("a policy that refuses answers 409, and the attempt says so", async () => {
    const env = { ...HANDOVER_ENV, SERENO_SESSION_LIMIT: "1", SERENO_SESSION_LIMIT_POLICY: "refuse" };
    const app = await startTestApp(dialect, { env });
    await vouch(app, app.client());
    const answer = await vouch(app, app.client(), { sid: "alias-2" });
    assert.is(answer.status, 409);
    assert.is(problemOf(answer).code, "session_limit");
    const attempts = await app.database.knex(TABLES.loginAttempts).orderBy("outcome");
    assert.equal(
      attempts.map(({ outcome, reason }) => [outcome, reason]),
      [
        ["failed", "session_limit"],
        ["succeeded", null],
      ],
    );
    assert.is((await actions(app, "LOGIN_SUCCEEDED")).length, 1);
    assert.is((await actions(app, "HANDOVER_REFUSED")).length, 1);
    await app.close();
  });

  test("the limit of sessions is answered the same after more refusals than are kept", async () => {
    const env = { ...HANDOVER_ENV, SERENO_SESSION_LIMIT: "1", SERENO_SESSION_LIMIT_POLICY: "refuse" };
    const app = await startTestApp(dialect, { env });
    await vouch(app, app.client());
    const codes = new Set<string>();
    for (let count = 0; count < KEPT_REFUSALS + 2; count++) {
      codes.add(problemOf(await vouch(app, app.client(), { sid: "alias-2" })).code);
    }
    assert.equal([...codes], ["session_limit"]);
    assert.is((await actions(app, "HANDOVER_REFUSED")).length, KEPT_REFUSALS);
    await app.close();
  });

  test("names, e-mail and roles are what the host says now, and open pages learn it", async ({ app }) => {
    const client = app.client();
    const first = await vouch(app, client, { roles: ["superuser", "editor"], email: "a@host.example" });
    assert.is(first.body.user.isSuperuser, true);
    assert.match(client.cookies.get("sereno_hint") ?? "", /^superuser\./);
    const stream = await openEvents(`${app.base}/api/events`, { Cookie: cookieOf(client) });
    await stream.next("session");
    const again = await vouch(app, client, { name: "Ana R.", roles: ["editor"] });
    assert.is(again.status, 200);
    assert.equal([again.body.user.displayName, again.body.user.isSuperuser], ["Ana R.", false]);
    assert.is(again.body.session.user?.displayName, "Ana R.");
    assert.match(client.cookies.get("sereno_hint") ?? "", /^user\./);
    await stream.next("sessions-changed");
    assert.is((await client.get("/api/admin/sessions")).status, 403);
    const { body } = await client.get<SessionAnswer>("/api/session");
    assert.equal([body.user?.displayName, body.user?.roles], ["Ana R.", ["editor"]]);
    const subject = await app.database.knex(TABLES.subjects).first();
    assert.is(subject.email, null);
    assert.is((await actions(app, "ROLE_CHANGED")).length, 1);
  });

  test("what the host said earlier and comes later lets in, yet undoes nothing that it said since", async ({
    app,
  }) => {
    const client = app.client();
    const early = { roles: ["superuser"], name: "Ana", email: "old@host.example" };
    const sign = (sid: string) => signToken({ now: app.clock(), claims: { ...early, sid } });
    const [here, elsewhere] = await Promise.all([sign("alias-1"), sign("alias-2")]);
    app.clock.advance(1_000);
    await vouch(app, client, { name: "Ana R.", roles: ["editor"] });
    const again = await handOver(client, here);
    assert.is(again.status, 200);
    assert.equal([again.body.user.displayName, again.body.user.roles], ["Ana R.", ["editor"]]);
    assert.is((await client.get("/api/admin/sessions")).status, 403);
    assert.is((await app.database.knex(TABLES.subjects).first()).email, null);
    assert.is((await actions(app, "ROLE_CHANGED")).length, 0);
    const other = await handOver(app.client(), elsewhere);
    assert.equal([other.status, other.body.user.isSuperuser], [201, false]);
    const sameSecond = await vouch(app, client, { roles: ["superuser"] });
    assert.is(sameSecond.body.user.isSuperuser, true);
  });

  test("a host that says no roles takes them away", async ({ app }) => {
    const client = app.client();
    await vouch(app, client, { roles: ["superuser"] });
    assert.equal((await vouch(app, client)).body.user.roles, []);
  });

  test("a built-in account of the same name stays somebody else", async ({ app }) => {
    const account = await app.createAccount("ana", ["superuser"]);
    const { user } = (await vouch(app, app.client())).body;
    assert.is.not(user.id, account.id);
    assert.is(user.username, "host:ana");
    assert.is(user.isSuperuser, false);
  });

  test("takes a token with the secret from before while the host changes to the new one", async () => {
    const env = { ...HANDOVER_ENV, SERENO_HANDOVER_SECRET: "the new secret, also long enough, for all" };
    const rotating = await startTestApp(dialect, {
      env: { ...env, SERENO_HANDOVER_SECRET_PREVIOUS: HANDOVER_ENV.SERENO_HANDOVER_SECRET },
    });
    assert.is((await vouch(rotating, rotating.client())).status, 201);
    const token = await signToken({ now: rotating.clock(), secret: env.SERENO_HANDOVER_SECRET });
    assert.is((await handOver(rotating.client(), token)).status, 201);
    await rotating.close();
    const rotated = await startTestApp(dialect, { env });
    assert.is((await vouch(rotated, rotated.client())).status, 401);
    await rotated.close();
  });

  test.run();
});

async function vouch(app: TestApp, client: TestClient, claims: Record<string, unknown> = {}) {
  return handOver(client, await signToken({ now: app.clock(), claims }));
}

async function endReasonOf(app: TestApp, id: string): Promise<string | undefined> {
  const row = await app.database.knex(TABLES.sessions).where({ id }).first("end_reason");
  return row?.end_reason;
}

function actions(app: TestApp, action: string): Promise<unknown[]> {
  return app.database.knex(TABLES.auditLog).where({ action });
}

function cookieOf({ cookies }: TestClient): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}

function toSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
