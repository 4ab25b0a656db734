import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS, MINUTE_MS } from "../../../server/clock.ts";
import { createServices } from "../../../server/services.ts";
import { createJournal } from "../../../server/audit/create-journal.ts";
import { connectDatabase } from "../../../server/database/connect.ts";
import { startTestApp, type SignedInClient, type TestApp, testHasher } from "../../support/app.ts";
import { problemOf, type TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openEvents } from "../../support/event-reader.ts";

function listen(app: TestApp, client: TestClient, query = "") {
  return openEvents(`${app.base}/api/events${query}`, {
    Cookie: `sereno_sid=${client.cookies.get("sereno_sid")}`,
  });
}

function endByCommand(app: TestApp, client: SignedInClient, reason: string) {
  const database = connectDatabase(app.config.databaseUrl);
  const services = createServices({
    config: app.config,
    database,
    clock: app.clock,
    journal: createJournal({ sessionLog: { write: () => undefined } }),
    hasher: testHasher,
    onError: (error) => assert.unreachable(String(error)),
  });
  return services.sessions
    .findByIds([client.answer.session.id])
    .then((sessions) => services.sessions.end(sessions, { reason: "forced", message: reason }))
    .finally(() => database.close());
}

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`events on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
    await context.app.createAccount("admin", ["superuser"]);
  });
  test.after.each(({ app }) => app.close());

  test("begin with the present state, and end with the reason when the session is ended", async ({ app }) => {
    const ana = await app.signIn("ana");
    const admin = await app.signIn("admin");
    const events = await listen(app, ana);
    assert.is((await events.next("session")).session.id, ana.answer.session.id);
    await admin.post("/api/admin/sessions/end", { ids: [ana.answer.session.id], reason: "Shared computer" });
    assert.equal(await events.next("session-ended"), {
      id: ana.answer.session.id,
      endReason: "forced",
      endMessage: "Shared computer",
    });
    await events.ended();
  });

  test("tell of an end that a command in another process made, whose cookie is dead at once after", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    const events = await listen(app, ana);
    await events.next("session");
    assert.is((await ana.get("/api/session")).status, 200);
    await endByCommand(app, ana, "by command");
    assert.is((await events.next("session-ended")).endMessage, "by command");
    assert.is(problemOf(await ana.get("/api/session")).endMessage, "by command");
  });

  test("warn two minutes before the idle end, and end the stream at it", async ({ app }) => {
    const ana = await app.signIn("ana");
    const events = await listen(app, ana);
    await events.next("session");
    app.clock.advance(2 * HOUR_MS - 2 * MINUTE_MS);
    const { idleExpiresAt } = await events.next("session-expiring");
    assert.is(idleExpiresAt, ana.answer.session.idleExpiresAt);
    app.clock.advance(2 * MINUTE_MS);
    assert.is((await events.next("session-ended")).endReason, "expired_idle");
    await events.ended();
  });

  test("an open stream is no activity", async ({ app }) => {
    const ana = await app.signIn("ana");
    const events = await listen(app, ana);
    await events.next("session");
    app.clock.advance(2 * HOUR_MS);
    await events.next("session-ended");
  });

  test("tell a person's tabs that their other sessions changed, and superusers of anybody's", async ({
    app,
  }) => {
    const ana = await app.signIn("ana");
    const admin = await app.signIn("admin");
    const own = await listen(app, ana);
    const all = await listen(app, admin, "?topics=sessions");
    await own.next("session");
    await all.next("session");
    await app.signIn("ana");
    assert.equal(await own.next("sessions-changed"), {});
    assert.equal(await all.next("sessions-changed"), {});
    own.close();
    all.close();
  });

  test("are refused to nobody with 204, and superuser topics to others with 403", async ({ app }) => {
    assert.is((await openEvents(`${app.base}/api/events`, {})).status, 204);
    const ana = await app.signIn("ana");
    assert.is((await listen(app, ana, "?topics=sessions")).status, 403);
    assert.is((await listen(app, ana, "?topics=nonsense")).status, 422);
  });

  test("a stream that its reader left is forgotten", async ({ app }) => {
    const ana = await app.signIn("ana");
    const events = await listen(app, ana);
    await events.next("session");
    assert.is(app.app.streams.size, 1);
    events.close();
    for (let turn = 0; turn < 1_000 && app.app.streams.size > 0; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.is(app.app.streams.size, 0);
  });

  test.run();
});
