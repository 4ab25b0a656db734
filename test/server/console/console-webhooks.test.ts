import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HOUR_MS, MINUTE_MS } from "../../../server/clock.ts";
import { TABLES, type WebhookDeliveryRow } from "../../../server/database/tables.ts";
import { type SignedInClient, startTestApp, TEST_PASSWORD, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { createTestDatabase, forEachDatabase, type TestDatabase } from "../../support/database.ts";
import { signInThroughHost } from "../../support/host-back-end.ts";
import { placeOf, submitForm } from "../../support/hosted-forms.ts";
import { findLink, getLink, rowsOf, textOf, valueOf } from "../../support/read-page.ts";
import { startReceiver, type WebhookReceiver } from "../../support/webhook-receiver.ts";

const PAGE = "/admin/webhook-deliveries";
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const HOSTILE = `"><img src=x onerror=alert(1)>'&lt;\u202e\r\n`;

interface Context {
  database: TestDatabase;
  receiver: WebhookReceiver;
  app: TestApp;
  admin: SignedInClient;
}

forEachDatabase((dialect) => {
  const test = suite<Context>(`webhooks in the console on ${dialect}`);

  test.before.each(async (context) => {
    context.database = await createTestDatabase(dialect);
    context.receiver = await startReceiver();
    context.app = await startTestApp(dialect, {
      databaseUrl: context.database.url,
      env: { SERENO_WEBHOOK_URL: context.receiver.url, SERENO_WEBHOOK_SECRET: SECRET },
    });
    await context.app.createAccount("admin", ["superuser"]);
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(async ({ app, receiver, database }) => {
    await app.close();
    await receiver.close();
    await database.drop();
  });

  test("shows what was delivered, what is on its way and what was given up, and why", async ({
    app,
    admin,
    receiver,
  }) => {
    await end(app, "delivered");
    receiver.react(503);
    await end(app, "waiting");
    await end(app, "silent");
    await change(app, "silent", { last_status: null, last_error: "could not be reached: ECONNREFUSED" });
    receiver.react(410);
    await end(app, "gone");
    receiver.react((response) => response.writeHead(307, { Location: "https://elsewhere.example/" }).end());
    await end(app, "moved");

    const { status, text } = await admin.get(PAGE);
    assert.is(status, 200);
    assert.equal(
      rowsOf(text).map((cells) => [cells.at(-3), ...cells.slice(1, 4), cells.at(-2)]),
      [
        ["moved", "On its way", "The site answered 307; redirects are not followed.", "1"],
        ["gone", "Given up", "The site answered 410.", "1"],
        ["silent", "On its way", "There was no answer. could not be reached: ECONNREFUSED", "1"],
        ["waiting", "On its way", "The site answered 503.", "1"],
        ["delivered", "Delivered", "–", "1"],
      ].map((cells) => [...cells, "host:ana"]),
    );
    const [moved = [], gone = []] = rowsOf(text);
    assert.match(moved[0] ?? "", /\d\d:\d\d:\d\d Ended, forced$/);
    assert.match(moved[5] ?? "", /\d\d:\d\d:\d\d/, "the next attempt");
    assert.match(gone[4] ?? "", /\d\d:\d\d:\d\d/, "the last attempt");
    assert.is(gone[5], "–");
    assert.is(text.split("Send again…").length, 2, "only what was given up can be sent again");
    assert.not.match(text, receiver.url);
  });

  test("filters by state, and leads from page to page, each row once", async ({ app, admin, receiver }) => {
    receiver.react(410);
    await end(app, "gone");
    receiver.react(204);
    const aliases = Array.from({ length: 26 }, (_, index) => `session-${index}`);
    for (const alias of aliases) await end(app, alias);
    const failed = await admin.get(`${PAGE}?state=failed`);
    assert.equal(sessionsIn(failed.text), ["gone"]);
    assert.match(failed.text, /value="failed"\s+selected/);

    const first = await admin.get(`${PAGE}?state=delivered`);
    assert.is(findLink(first.text, "First page"), undefined);
    const second = await admin.get(getLink(first.text, "Next page"));
    assert.equal([...sessionsIn(first.text), ...sessionsIn(second.text)], aliases.toReversed());
    assert.is(findLink(second.text, "Next page"), undefined);
    assert.is(getLink(second.text, "First page"), `${PAGE}?state=delivered`);

    const none = await admin.get(`${PAGE}?state=pending`);
    assert.match(none.text, "Nothing matches these filters.");
    assert.is((await admin.get(`${PAGE}?state=lost`)).status, 422);
    const cursor = new URLSearchParams(getLink(first.text, "Next page").split("?")[1]).get("cursor");
    assert.is((await admin.get(`${PAGE}?state=failed&cursor=${cursor}`)).status, 400);
  });

  test("says when there is nothing yet, and what will appear", async ({ admin }) => {
    const { text } = await admin.get(PAGE);
    assert.match(text, "Nothing has been sent yet.");
    assert.not.match(text, "No webhook is configured");
  });

  test("sends again by a form that asks first, and tells what has become of it", async ({
    app,
    admin,
    receiver,
  }) => {
    receiver.react(410);
    await end(app, "gone");
    const asks = await admin.get(getLink((await admin.get(`${PAGE}?state=failed`)).text, "Send again…"));
    const id = (await rowOf(app, "gone")).id;
    assert.match(textOf(asks.text), `Send this webhook again? ${id}`);
    assert.is(getLink(asks.text, "Cancel"), PAGE);
    assert.is(receiver.received.length, 1, "asking sends nothing");

    receiver.react(500);
    const done = await submitForm(admin, `${PAGE}/${id}/resend`, asks);
    await app.app.dispatcher?.run();
    assert.is(receiver.received.length, 2);
    assert.is(receiver.received[1]?.headers["webhook-id"], id);
    assert.match((await admin.get(placeOf(done))).text, "It is on its way again.");

    await change(app, "gone", { state: "failed", attempts: 1 });
    receiver.react(410);
    const refused = await submitForm(admin, `${PAGE}/${id}/resend`, asks);
    await app.app.dispatcher?.run();
    assert.is(receiver.received.length, 3);
    assert.match((await admin.get(placeOf(refused))).text, "was given up again.");

    receiver.react(204);
    const taken = await submitForm(admin, `${PAGE}/${id}/resend`, asks);
    await app.app.dispatcher?.run();
    assert.is(receiver.received.length, 4);
    assert.match((await admin.get(placeOf(taken))).text, /role="status">\s*It was sent again, and the site/);
    const audited = await app.database.knex(TABLES.auditLog).where({ action: "WEBHOOK_RESENT" });
    assert.equal(
      audited.map(({ actor, target }) => [actor, target]),
      Array.from({ length: 3 }, () => [admin.answer.user.id, id]),
    );
  });

  test("sends nothing twice that has not been given up, and finds nothing of another id", async ({
    app,
    admin,
    receiver,
  }) => {
    await end(app, "taken");
    const path = `${PAGE}/${(await rowOf(app, "taken")).id}/resend`;
    const asked = await admin.get(path);
    const posted = await admin.submit(path, { csrf: admin.answer.csrfToken });
    assert.equal([placeOf(asked), placeOf(posted)], Array(2).fill(`${PAGE}?done=not-failed`));
    assert.match((await admin.get(placeOf(posted))).text, "It was not sent again");
    assert.is(receiver.received.length, 1);
    const nowhere = `${PAGE}/msg_nothing/resend`;
    assert.is((await admin.get(nowhere)).status, 404);
    assert.is((await admin.submit(nowhere, { csrf: admin.answer.csrfToken })).status, 404);
  });

  test("asks for the password first, and takes no form without the session's token", async ({
    app,
    admin,
    receiver,
  }) => {
    receiver.react(410);
    await end(app, "gone");
    const path = `${PAGE}/${(await rowOf(app, "gone")).id}/resend`;
    const body = new URLSearchParams({ csrf: "" }).toString();
    const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-CSRF-Token": "" };
    assert.is(problemOf(await admin.send("POST", path, { body, headers })).code, "csrf");

    app.clock.advance(16 * MINUTE_MS);
    const asked = await admin.get(path);
    assert.is(placeOf(asked), `/reauth?next=${encodeURIComponent(`/sereno${path}`)}`);
    assert.is(placeOf(await admin.submit(path, { csrf: admin.answer.csrfToken })), placeOf(asked));
    await app.app.dispatcher?.run();
    assert.is(receiver.received.length, 1);

    const form = await admin.get(placeOf(asked));
    const right = { next: valueOf(form.text, "next"), password: TEST_PASSWORD };
    assert.is(placeOf(await submitForm(admin, "/reauth", form, right)), path);
    await submitForm(admin, path, await admin.get(path));
    await receiver.until(2);
  });

  test("is nothing for others than superusers", async ({ app, receiver }) => {
    receiver.react(410);
    await end(app, "gone");
    const path = `${PAGE}/${(await rowOf(app, "gone")).id}/resend`;
    const ana = await app.signIn("ana");
    for (const address of [PAGE, path]) {
      const refused = await ana.get(address);
      assert.is(refused.status, 404);
      assert.not.match(refused.text, /<table|gone/);
    }
    assert.is((await ana.submit(path, { csrf: ana.answer.csrfToken })).status, 404);
    assert.match((await app.client().get(PAGE)).headers.get("Location") ?? "", "/sereno/login?next=");
    assert.is((await rowOf(app, "gone")).state, "failed");
  });

  test("shows hostile text as text", async ({ app, admin }) => {
    await end(app, "plain");
    await change(app, "plain", { state: "failed", last_status: null, last_error: HOSTILE });
    await app.database.knex(TABLES.outbox).update({ host_sid: HOSTILE, subject: HOSTILE });
    for (const path of [PAGE, `${PAGE}?done=${encodeURIComponent(HOSTILE)}`]) {
      const { status, text } = await admin.get(path);
      assert.is(status, 200);
      assert.not.match(text, "<img");
      assert.not.match(text.replaceAll(/"[^"]*"/g, '""'), /<[^>]*\sonerror/);
      assert.is(text.split("&lt;img src=x onerror=alert(1)&gt;").length, 4);
    }
  });

  test("speaks Spanish where the browser does", async ({ app, admin, receiver }) => {
    receiver.react(410);
    await end(app, "gone");
    const headers = { "Accept-Language": "es" };
    const { text } = await admin.get(PAGE, { headers });
    assert.equal(rowsOf(text)[0]?.slice(1, 3), ["Abandonada", "El sitio respondió 410."]);
    const asks = await admin.get(getLink(text, "Enviar de nuevo…"), { headers });
    assert.match(textOf(asks.text), "¿Enviar de nuevo este webhook?");
  });

  test("without a webhook it says so, shows what was sent before, and offers nothing", async ({
    app,
    admin,
    database,
    receiver,
  }) => {
    receiver.react(410);
    await end(app, "gone");
    const { id } = await rowOf(app, "gone");
    const without = await startTestApp(dialect, { databaseUrl: database.url });
    try {
      without.clock.advance(app.clock() - without.clock());
      const there = await without.signIn("admin");
      const { text } = await there.get(PAGE);
      assert.match(text, "No webhook is configured, so nothing is sent.");
      assert.equal(sessionsIn(text), ["gone"]);
      assert.is(findLink(text, "Send again…"), undefined);
      const posted = await there.submit(`${PAGE}/${id}/resend`, { csrf: there.answer.csrfToken });
      assert.is(placeOf(posted), `${PAGE}?done=not-failed`);
      const shown = (await there.get(placeOf(posted))).text;
      assert.match(shown, "No webhook is configured");
      assert.not.match(shown, 'role="status"');
      assert.is((await rowOf(app, "gone")).state, "failed");
      await app.database.knex(TABLES.outbox).delete();
      assert.match((await there.get(PAGE)).text, "There are no deliveries.");
    } finally {
      await without.close();
    }
    assert.not.match((await admin.get(PAGE)).text, "No webhook is configured");
  });

  test.run();
});

/** Ends the session of Ana that the host knows as `alias`, and waits until the host was told, or could not be. */
async function end(app: TestApp, alias: string): Promise<void> {
  const ana = await signInThroughHost(app, "ana", alias);
  const { sessions } = app.app.services;
  await sessions.end(await sessions.findByIds([ana.answer.session.id]), { reason: "forced" });
  await app.app.dispatcher?.run();
}

async function rowOf(app: TestApp, alias: string): Promise<WebhookDeliveryRow> {
  const row = await app.database.knex(TABLES.webhookDeliveries).where({ queue: alias }).first();
  if (row === undefined) throw new Error(`no delivery of ${alias}`);
  return row;
}

async function change(app: TestApp, alias: string, changes: Partial<WebhookDeliveryRow>): Promise<void> {
  const later = { next_attempt_at: changes.state === "failed" ? null : app.clock() + HOUR_MS };
  await app.database
    .knex(TABLES.webhookDeliveries)
    .where({ queue: alias })
    .update({ ...later, ...changes });
}

function sessionsIn(page: string): (string | undefined)[] {
  return rowsOf(page).map((cells) => cells.at(-3));
}
