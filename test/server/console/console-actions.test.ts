import { suite } from "uvu";
import * as assert from "uvu/assert";
import { MINUTE_MS } from "../../../server/clock.ts";
import type { EndSessionsAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { type SignedInClient, startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { placeOf, submitForm } from "../../support/hosted-forms.ts";
import { findLink, getLink, rowsOf, textOf, valueOf } from "../../support/read-page.ts";

interface Context {
  app: TestApp;
  admin: SignedInClient;
  ana: SignedInClient;
}

forEachDatabase((dialect) => {
  const test = suite<Context>(`what the console does on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
    await context.app.createAccount("admin", ["superuser"]);
    context.ana = await context.app.signIn("ana");
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("bars a person by a form that asks first, and lets them again", async ({ app, admin, ana }) => {
    const path = `/admin/users/${ana.answer.user.id}`;
    const asks = await admin.get(getLink((await admin.get(path)).text, "Disable…"));
    assert.match(asks.text, "Disable ana?");
    assert.is(getLink(asks.text, "Cancel"), path);
    assert.is((await ana.get("/api/session")).status, 200);

    const done = await submitForm(admin, `${path}/disable`, asks);
    assert.is(done.status, 303);
    assert.is(problemOf(await ana.get("/api/session")).endReason, "account_disabled");
    const shown = await admin.get(placeOf(done));
    assert.match(textOf(shown.text), "Disabled. Sessions ended: 1.");
    assert.is(findLink(shown.text, "Disable…"), undefined);

    const enable = await admin.get(getLink(shown.text, "Enable…"));
    const enabled = await submitForm(admin, `${path}/enable`, enable);
    assert.match(textOf((await admin.get(placeOf(enabled))).text), "Enabled. They can sign in again.");
    await app.signIn("ana");
  });

  test("a superuser cannot bar themselves", async ({ admin }) => {
    const path = `/admin/users/${admin.answer.user.id}`;
    assert.is(findLink((await admin.get(path)).text, "Disable…"), undefined);
    const asked = await admin.get(`${path}/disable`);
    assert.is(asked.status, 409);
    assert.match(textOf(asked.text), "You cannot disable yourself.");
    const done = await admin.submit(`${path}/disable`, { csrf: admin.answer.csrfToken });
    assert.is(done.status, 409);
    assert.is((await admin.get("/api/session")).status, 200);
  });

  test("nobody is out of reach because somebody has their id for a name", async ({ app, admin, ana }) => {
    const { id } = ana.answer.user;
    await app.createAccount(id);
    const path = `/admin/users/${id}`;
    assert.match(textOf((await admin.get(path)).text), "ana");
    await submitForm(admin, `${path}/disable`, await admin.get(`${path}/disable`));
    assert.is(problemOf(await ana.get("/api/session")).endReason, "account_disabled");
    const request = { userId: id, reason: "gone" };
    const { body } = await admin.post<EndSessionsAnswer>("/api/admin/sessions/end", request);
    assert.equal(body.notFound, []);
  });

  test("takes no form without the session's token, or with another's", async ({ admin, ana }) => {
    const path = `/admin/users/${ana.answer.user.id}/disable`;
    const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-CSRF-Token": "" };
    for (const csrf of ["", ana.answer.csrfToken]) {
      const body = new URLSearchParams({ csrf }).toString();
      const refused = await admin.send("POST", path, { body, headers });
      assert.is(problemOf(refused).code, "csrf");
    }
    const foreign = { ...headers, Origin: "https://evil.example" };
    const body = new URLSearchParams({ csrf: admin.answer.csrfToken }).toString();
    assert.is(problemOf(await admin.send("POST", path, { body, headers: foreign })).code, "origin");
    assert.is((await ana.get("/api/session")).status, 200);
    assert.is((await admin.send("POST", path, { body, headers })).status, 303);
  });

  test("asks for the password before what needs it, and comes back to it", async ({ app, admin, ana }) => {
    const path = `/admin/users/${ana.answer.user.id}/disable`;
    app.clock.advance(16 * MINUTE_MS);
    const asked = await admin.get(path);
    assert.is(asked.status, 303);
    assert.is(placeOf(asked), `/reauth?next=${encodeURIComponent(`/sereno${path}`)}`);
    const direct = await admin.submit(path, { csrf: admin.answer.csrfToken });
    assert.is(placeOf(direct), placeOf(asked));
    assert.is((await ana.get("/api/session")).status, 200);

    const form = await admin.get(placeOf(asked));
    const wrong = await submitForm(admin, "/reauth", form, {
      next: valueOf(form.text, "next"),
      password: "wrong",
    });
    assert.is(wrong.status, 401);
    assert.match(wrong.text, "The password is wrong.");
    const empty = await submitForm(admin, "/reauth", form, { password: "" });
    assert.is(empty.status, 422);
    const right = { next: valueOf(wrong.text, "next"), password: TEST_PASSWORD };
    assert.is(placeOf(await submitForm(admin, "/reauth", form, right)), path);
    assert.is((await submitForm(admin, path, await admin.get(path))).status, 303);
    assert.is((await ana.get("/api/session")).status, 401);
  });

  test("does not ask again who has just shown their password, and leads nowhere else", async ({
    app,
    admin,
  }) => {
    assert.is((await admin.get("/reauth?next=/sereno/admin")).headers.get("Location"), "/sereno/admin");
    const away = await admin.get("/reauth?next=https://evil.example/");
    assert.is(away.headers.get("Location"), "/sereno/sessions");
    const nobody = await app.client().get("/reauth?next=/sereno/admin");
    assert.match(nobody.headers.get("Location") ?? "", "/sereno/login?next=");
  });

  test("who has no password here is told where to confirm", async ({ app, admin }) => {
    app.clock.advance(16 * MINUTE_MS);
    await app.database
      .knex(TABLES.subjects)
      .where({ id: admin.answer.user.id })
      .update({ password_hash: null });
    const { status, text } = await admin.get("/reauth?next=/sereno/admin");
    assert.is(status, 200);
    assert.match(text, "You have no password here");
    assert.not.match(text, 'type="password"');
  });

  test("ends a session with a reason that its owner reads", async ({ admin, ana }) => {
    const { id } = ana.answer.session;
    const path = `/admin/sessions/${id}`;
    const asks = await admin.get(getLink((await admin.get(path)).text, "End this session…"));
    const silent = await submitForm(admin, `${path}/end`, asks, {
      reason: "  ",
      auditNote: "seen <b>twice</b>",
    });
    assert.is(silent.status, 422);
    assert.match(silent.text, /name="reason"[^>]*aria-invalid="true"/);
    assert.is(valueOf(silent.text, "auditNote"), "seen <b>twice</b>");
    assert.is((await ana.get("/api/session")).status, 200);

    const reason = "Password found on a shared computer.";
    const done = await submitForm(admin, `${path}/end`, asks, { reason, auditNote: "by telephone" });
    const problem = problemOf(await ana.get("/api/session"));
    assert.equal([problem.endReason, problem.endMessage], ["forced", reason]);
    const shown = textOf((await admin.get(placeOf(done))).text);
    assert.match(shown, "The session was ended.");
    assert.match(shown, reason);
    assert.match(shown, "by telephone");
    assert.is(placeOf(await admin.get(`${path}/end`)), `${path}?done=before`);
    assert.is((await admin.get("/admin/sessions/ses_none")).status, 404);
  });

  test("one's own current session is not ended from the console", async ({ admin }) => {
    const { id } = admin.answer.session;
    assert.is(findLink((await admin.get(`/admin/sessions/${id}`)).text, "End this session…"), undefined);
    const { csrfToken: csrf } = admin.answer;
    const done = await admin.submit(`/admin/sessions/${id}/end`, { csrf, reason: "by mistake" });
    for (const answer of [done, await admin.get(`/admin/sessions/${id}/end`)]) {
      assert.is(placeOf(answer), `/admin/sessions/${id}`);
    }
    assert.is((await admin.get("/api/session")).status, 200);
  });

  test("people end their other sessions, and nobody else's", async ({ app, admin, ana }) => {
    const other = await app.signIn("ana");
    const list = await ana.get("/sessions");
    assert.is(rowsOf(list.text).length, 2);
    assert.match(textOf(list.text), "Log out to end");
    assert.is(findLink(list.text, "Started"), undefined);
    const asks = await ana.get(getLink(list.text, "End…"));
    const done = await submitForm(ana, `/sessions/${other.answer.session.id}/end`, asks);
    assert.is(problemOf(await other.get("/api/session")).endReason, "revoked_by_user");
    assert.match(textOf((await ana.get(placeOf(done))).text), "The session was ended.");

    const theirs = `/sessions/${admin.answer.session.id}/end`;
    assert.is((await ana.get(theirs)).status, 404);
    assert.is((await ana.submit(theirs, { csrf: ana.answer.csrfToken })).status, 404);
    assert.is((await admin.get("/api/session")).status, 200);
  });

  test.run();
});
