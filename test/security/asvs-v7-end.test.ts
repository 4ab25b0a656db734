import { suite } from "uvu";
import * as assert from "uvu/assert";
import { MINUTE_MS, SECOND_MS } from "../../server/clock.ts";
import type { Page, SessionResource } from "../../server/contract/index.ts";
import { TABLES } from "../../server/database/tables.ts";
import { type SignedInClient, startTestApp, TEST_PASSWORD, type TestApp } from "../support/app.ts";
import { problemOf } from "../support/client.ts";
import { runCommand } from "../support/command-line.ts";
import { forEachDatabase } from "../support/database.ts";
import { createHostBackEnd, HOST_KEYS } from "../support/host-back-end.ts";
import { HANDOVER_ENV } from "../support/host-tokens.ts";
import {
  comeFromHost,
  SESSION_COOKIE,
  signInAsAna,
  statusOf,
  statusWith,
} from "../support/session-probes.ts";

const NEW_PASSWORD = "an entirely different phrase";

/** OWASP ASVS 5.0, V7.4 to V7.6: how sessions end, and what they may not be abused for. server/SECURITY.md says what each asks for. */
forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; ana: SignedInClient; admin: SignedInClient }>(
    `ASVS V7.4 to 7.6 on ${dialect}`,
  );

  test.before.each(async (context) => {
    const app = await startTestApp(dialect, { env: { ...HANDOVER_ENV, ...HOST_KEYS } });
    await app.createAccount("ana");
    await app.createAccount("admin", ["superuser"]);
    Object.assign(context, { app, ana: await app.signIn("ana"), admin: await app.signIn("admin") });
  });
  test.after.each(({ app }) => app.close());

  test("7.4.1 a session that was ended is dead for a request in flight, and no page of it is kept", async ({
    app,
    ana,
    admin,
  }) => {
    const page = await ana.get("/sessions");
    assert.is(page.headers.get("Cache-Control"), "no-store");
    const inFlight = Array.from({ length: 20 }, (_, index) =>
      ana.send("PATCH", "/api/session/data", { body: { step: index } }),
    );
    await admin.post("/api/admin/sessions/end", { ids: [ana.answer.session.id], reason: "Lost" });
    for (const { headers } of await Promise.all(inFlight)) assert.equal(headers.getSetCookie(), []);
    await app.app.services.sessions.flushActivity();
    assert.is(problemOf(await ana.get("/api/session")).code, "session_ended");
    assert.is((await ana.get("/sessions")).status, 303);
  });

  test("7.4.1 after a logout the token opens nothing, wherever it is kept", async ({ app, ana }) => {
    const token = ana.cookies.get(SESSION_COOKIE) ?? "";
    assert.is((await ana.post("/api/auth/logout")).status, 200);
    assert.is(await statusWith(app, token), 401);
    const headers = { Authorization: `Bearer ${token}` };
    assert.is((await app.client().get("/api/session", { bare: true, headers })).status, 401);
  });

  test("7.4.2 disabling an account, or deleting it, ends all its sessions", async ({ app, ana, admin }) => {
    const { id } = ana.answer.user;
    const phone = await app.signIn("ana");
    assert.is((await admin.post(`/api/admin/users/${id}/disable`)).status, 200);
    assert.equal([await statusOf(ana), await statusOf(phone)], [401, 401]);
    assert.is((await signInAsAna(app.client())).status, 401);
    await admin.post(`/api/admin/users/${id}/enable`);
    assert.is(await statusOf(ana), 401);
    const again = await app.signIn("ana");
    assert.is((await runCommand(app, "user", "delete", "ana")).code, 0);
    assert.is(await statusWith(app, again.cookies.get(SESSION_COOKIE) ?? ""), 401);
  });

  test("7.4.3 a new password ends all other sessions of the person", async ({ app, ana, admin }) => {
    const others = [await app.signIn("ana"), await app.signIn("ana")];
    const change = { currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD };
    assert.is((await ana.post<{ ended: number }>("/api/auth/password", change)).body.ended, 2);
    for (const other of others) assert.is(await statusOf(other), 401);
    assert.equal([await statusOf(ana), await statusOf(admin)], [200, 200]);
  });

  test("7.4.4 every page for people who are signed in has the way out", async ({ app, ana, admin }) => {
    const wayOut = '<form method="post" action="/sereno/logout">';
    app.clock.advance(16 * MINUTE_MS);
    const pages = ["sessions", "users", "login-attempts", "audit", "consent", "webhook-deliveries"];
    const record = `/admin/sessions/${ana.answer.session.id}`;
    for (const path of ["/sessions", "/reauth", "/admin", record, ...pages.map((page) => `/admin/${page}`)]) {
      assert.match((await admin.get(path)).text, wayOut, path);
    }
    assert.match((await ana.get("/sessions")).text, wayOut);
    assert.is((await ana.submit("/logout", {})).status, 303);
    assert.is(await statusOf(ana), 401);
  });

  test("7.4.5 a superuser ends one session, a person's, or everybody's", async ({ app, ana, admin }) => {
    const [phone, guest] = [await app.signIn("ana"), app.client()];
    await comeFromHost(app, guest);
    const end = (whom: object) => admin.post("/api/admin/sessions/end", { ...whom, reason: "Incident" });
    await end({ ids: [ana.answer.session.id] });
    assert.equal([await statusOf(ana), await statusOf(phone)], [401, 200]);
    await end({ userId: ana.answer.user.id });
    assert.equal([await statusOf(phone), await statusOf(guest)], [401, 200]);
    await end({ filter: {} });
    assert.equal([await statusOf(guest), await statusOf(admin)], [401, 200]);
  });

  test("7.5.1 a new password needs the present one, however recent the sign-in", async ({ app, ana }) => {
    for (const currentPassword of ["", "not the password at all"]) {
      const { status } = await ana.post("/api/auth/password", { currentPassword, newPassword: NEW_PASSWORD });
      assert.ok(status === 401 || status === 422, String(status));
    }
    assert.is((await signInAsAna(app.client())).status, 200);
  });

  test("7.5.2 people see all their sessions, and end any once they have shown who they are", async ({
    app,
    ana,
  }) => {
    const phone = await app.signIn("ana");
    app.clock.advance(16 * MINUTE_MS);
    const { body } = await ana.get<Page<SessionResource>>("/api/sessions?state=active");
    const { id } = phone.answer.session;
    assert.ok(body.items.some((session) => session.id === id));
    assert.is(problemOf(await ana.send("DELETE", `/api/sessions/${id}`)).code, "reauth_required");
    assert.is(await statusOf(phone), 200);
    await ana.post("/api/auth/reauth", { password: TEST_PASSWORD });
    assert.is((await ana.send("DELETE", `/api/sessions/${id}`)).status, 204);
    assert.is(await statusOf(phone), 401);
  });

  test("7.5.3 exports, ending others' sessions and barring people need a recent sign-in", async ({
    app,
    ana,
    admin,
  }) => {
    app.clock.advance(16 * MINUTE_MS);
    const ids = [ana.answer.session.id];
    const guarded: [string, string, object?][] = [
      ["GET", "/api/admin/sessions.csv"],
      ["GET", "/api/admin/consent-decisions.csv"],
      ["GET", "/api/admin/consent-decisions.ndjson"],
      ["POST", "/api/admin/sessions/end", { ids, reason: "Lost" }],
      ["POST", `/api/admin/users/${ana.answer.user.id}/disable`, {}],
    ];
    for (const [method, path, body] of guarded) {
      assert.is(problemOf(await admin.send(method, path, { body })).code, "reauth_required", path);
    }
    assert.is(await statusOf(ana), 200);
    await admin.post("/api/auth/reauth", { password: TEST_PASSWORD });
    assert.is((await admin.get("/api/admin/sessions.csv")).status, 200);
  });

  test("7.6.1 a session ends with the host's, and does not come back by an older sign-in there", async ({
    app,
  }) => {
    const guest = app.client();
    await comeFromHost(app, guest);
    await createHostBackEnd(app).post("/sessions/end", { hostSid: "alias-1" });
    assert.is(problemOf(await guest.get("/api/session")).endReason, "host_logout");
    assert.is((await comeFromHost(app, guest)).status, 401);
    assert.is((await comeFromHost(app, guest, { sid: "alias-2" })).status, 201);
  });

  test("7.6.1 an old sign-in at the host is not enough for what asks for a recent one", async ({ app }) => {
    const [guest, phone] = [app.client(), app.client()];
    await comeFromHost(app, guest);
    const { body } = await comeFromHost(app, phone, { sid: "alias-2" });
    const endPhone = () => guest.send("DELETE", `/api/sessions/${body.session.id}`);
    app.clock.advance(16 * MINUTE_MS);
    assert.is(problemOf(await endPhone()).code, "reauth_required");
    const auth_time = app.clock() / SECOND_MS;
    assert.is((await comeFromHost(app, guest, { auth_time })).status, 200);
    assert.is((await endPhone()).status, 204);
  });

  test("7.6.2 no page and no report of one begins a session", async ({ app }) => {
    const rows = () => app.database.knex(TABLES.sessions).count({ count: "*" });
    const [before, visitor] = [await rows(), app.client()];
    for (const path of ["/login", "/consent", "/sessions", "/admin", "/sereno.js", "/api/session"]) {
      assert.equal((await visitor.get(path)).headers.getSetCookie(), [], path);
    }
    assert.is((await visitor.post("/api/session/page-view", { path: "/" })).status, 204);
    assert.equal(await rows(), before);
    assert.is(visitor.cookies.size, 0);
  });

  test.run();
});
