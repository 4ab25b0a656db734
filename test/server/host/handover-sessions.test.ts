import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS } from "../../../server/clock.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf, type TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { HANDOVER_ENV, handOver, signToken } from "../../support/host-tokens.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`sessions that a host vouches for on ${dialect}`);

  test.before.each(async (context) => {
    const pages = { SERENO_HANDOVER_REAUTH_URL: "/confirm", SERENO_HANDOVER_IDENTITY_URL: "/identity" };
    const env = { ...HANDOVER_ENV, ...pages };
    context.app = await startTestApp(dialect, { env });
  });
  test.after.each(({ app }) => app.close());

  test("end as host_logout when the host has signed the person out, and do not come back", async ({
    app,
  }) => {
    const client = await enter(app);
    const answer = await client.post<{ ended: number }>("/api/auth/logout", { reason: "host_logout" });
    assert.is(answer.status, 200);
    assert.is(answer.body.ended, 1);
    assert.is(client.cookies.has("sereno_hint"), false);
    assert.is(problemOf(await client.get("/api/session")).endReason, "host_logout");
    assert.is((await handOver(client, await signToken({ now: app.clock() }))).status, 401);
    const [row] = await app.database.knex(TABLES.outbox);
    assert.equal([row.host_sid, row.subject, row.end_reason], ["alias-1", "ana", "host_logout"]);
  });

  test("a session of a built-in account is not the host's to end", async ({ app }) => {
    await app.createAccount("luis");
    const luis = await app.signIn("luis");
    const answer = await luis.post("/api/auth/logout", { reason: "host_logout" });
    assert.is(problemOf(answer).code, "conflict");
    assert.is((await luis.get("/api/session")).status, 200);
  });

  test("are confirmed at the host, where the problem says", async ({ app }) => {
    const client = await enter(app);
    const other = await enter(app, { sid: "alias-2" });
    app.clock.advance(HOUR_MS);
    const [row] = await app.database.knex(TABLES.sessions).where({ host_sid: "alias-2" });
    const problem = problemOf(await client.send("DELETE", `/api/sessions/${row.id}`));
    assert.is(problem.code, "reauth_required");
    assert.is(problem.reauthUrl, `${app.origin}/confirm`);
    const claims = { auth_time: Math.floor(app.clock() / 1_000) };
    assert.is((await handOver(client, await signToken({ now: app.clock(), claims }))).status, 200);
    assert.is((await client.send("DELETE", `/api/sessions/${row.id}`)).status, 204);
    assert.is(problemOf(await other.get("/api/session")).endReason, "revoked_by_user");
  });

  test("have no password here: none can be confirmed, changed or tried", async ({ app }) => {
    const client = await enter(app);
    const confirmed = problemOf(await client.post("/api/auth/reauth", { password: TEST_PASSWORD }));
    assert.equal([confirmed.code, confirmed.reauthUrl], ["reauth_required", `${app.origin}/confirm`]);
    const passwords = { currentPassword: TEST_PASSWORD, newPassword: "a password of twelve" };
    assert.is(problemOf(await client.post("/api/auth/password", passwords)).code, "forbidden");
    const credentials = { username: "ana", password: TEST_PASSWORD };
    const answer = await app.client().post("/api/auth/login", credentials);
    assert.is(problemOf(answer).code, "invalid_credentials");
  });

  test("on Sereno's own pages the script asks the host, once its word of the sign-in is old", async ({
    app,
  }) => {
    const client = await enter(app);
    const url = `data-identity-url="${app.origin}/identity"`;
    assert.match((await client.get("/sessions")).text, `data-host-session="alias-1" ${url}`);
    app.clock.advance(HOUR_MS);
    assert.match((await client.get("/sessions")).text, `data-host-session="?" ${url}`);
    await app.createAccount("luis");
    assert.not.match((await (await app.signIn("luis")).get("/sessions")).text, "data-host-session");
  });

  test("of a built-in account the password is asked, as ever", async ({ app }) => {
    await app.createAccount("luis");
    const luis = await app.signIn("luis");
    const other = await app.signIn("luis");
    app.clock.advance(HOUR_MS);
    const problem = problemOf(await luis.send("DELETE", `/api/sessions/${other.answer.session.id}`));
    assert.equal([problem.code, problem.reauthUrl], ["reauth_required", undefined]);
    assert.is((await luis.post("/api/auth/reauth", { password: TEST_PASSWORD })).status, 200);
  });

  test.run();
});

async function enter(app: TestApp, claims: Record<string, unknown> = {}): Promise<TestClient> {
  const client = app.client();
  const answer = await handOver(client, await signToken({ now: app.clock(), claims }));
  assert.is(answer.status, 201);
  return client;
}
