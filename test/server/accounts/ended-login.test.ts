import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ENDING_MESSAGES } from "../../../server/accounts/ending-messages.ts";
import { HOUR_MS } from "../../../server/clock.ts";
import { messages as noticeEn } from "../../../widgets/session-timeout/notice-messages.ts";
import { messages as noticeEs } from "../../../widgets/session-timeout/notice-messages.es.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";
import { textOf } from "../../support/read-page.ts";

const ENDED = "/login?next=%2Fsereno%2Fsessions&ended";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`sign-in after the end of a session on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("says on the way from a hosted page how the browser's own session has ended", async ({ app }) => {
    const ana = await app.signIn("ana");
    app.clock.advance(3 * HOUR_MS);
    for (const path of ["/sessions", "/admin/audit", "/reauth"]) {
      const { status, headers } = await ana.get(path);
      const next = encodeURIComponent(`/sereno${path}`);
      assert.equal([status, headers.get("Location")], [303, `/sereno/login?next=${next}&ended`]);
    }
    const { text } = await ana.get(ENDED);
    assert.match(textOf(text), "You were signed out after a time without activity.");
    assert.match(text, 'name="next" value="/sereno/sessions"');
  });

  test("repeats what was written to the person, as text and in their language", async ({ app }) => {
    const ana = await app.signIn("ana");
    const { sessions } = app.app.services;
    const message = "Lost <i>telephone</i>";
    await sessions.end(await sessions.findByIds([ana.answer.session.id]), { reason: "forced", message });
    const { text } = await ana.get(ENDED, { headers: { "Accept-Language": "es" } });
    assert.match(text, "<b>Un administrador ha cerrado su sesión.</b>");
    assert.match(text, "«Lost &lt;i&gt;telephone&lt;/i&gt;»");
  });

  test("tells nobody who does not bring that session's token, nor whoever signed out themselves", async ({
    app,
  }) => {
    const ended = await app.signIn("ana");
    await ended.post("/api/auth/logout", {});
    assert.not.match((await ended.get("/login")).text, 'id="notice"');
    const signedOut = (await ended.get("/login?signed-out")).text;
    assert.match(signedOut, "You are signed out. Your session was closed.");
    assert.not.match(signedOut, "in another tab");
    const active = await app.signIn("ana");
    const stranger = app.client();
    const guessing = app.client();
    guessing.cookies.set("sereno_sid", "A".repeat(43));
    for (const client of [active, stranger, guessing]) {
      assert.not.match((await client.get(ENDED)).text, 'id="notice"');
    }
  });

  test.run();
});

const words = suite("words for the end of a session");

words("are those of the notice in open pages", () => {
  for (const [page, notice] of [
    [ENDING_MESSAGES.en, noticeEn],
    [ENDING_MESSAGES.es, noticeEs],
  ] as const) {
    assert.equal(page.ended, notice.ended);
    assert.equal({ ...notice.advice, ...page.advice }, notice.advice);
    assert.is(page.quote("{message}"), notice.quote);
  }
});

words.run();
