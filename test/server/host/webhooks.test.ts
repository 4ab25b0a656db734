import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createJournal } from "../../../server/audit/create-journal.ts";
import { DAY_MS, HOUR_MS } from "../../../server/clock.ts";
import type { Page, WebhookDeliveryResource } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { createWebhooks } from "../../../server/host/create-webhooks.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { signInThroughHost } from "../../support/host-back-end.ts";
import {
  deliveriesOf,
  end,
  fail,
  failuresOf,
  prepareWebhooks,
  SECRET,
  sendDue,
  type WebhookContext,
} from "../../support/webhook-app.ts";

const PREVIOUS = newSecret();
const LIST = "/api/admin/webhook-deliveries";

forEachDatabase((dialect) => {
  const test = suite<WebhookContext>(`webhooks on ${dialect}`);
  const { start } = prepareWebhooks(test, dialect);

  test("tells the host of a revocation, signed as Standard Webhooks ask", async ({ app, receiver }) => {
    await end(app, await signInThroughHost(app, "ana"), "forced", "Shared computer");
    await receiver.until(1);
    const [{ headers, text, body, path } = fail()] = receiver.received;
    assert.equal(body, {
      type: "session.ended",
      timestamp: new Date(app.clock()).toISOString(),
      data: {
        hostSid: "alias-of-ana",
        subject: "host:ana",
        endReason: "forced",
        endMessage: "Shared computer",
      },
    });
    assert.equal([path, headers["content-type"]], ["/webhooks/sereno", "application/json"]);
    assert.equal(new Webhook(SECRET).verify(text, headers), body);
    assert.throws(() => new Webhook(newSecret()).verify(text, headers));
    assert.throws(() => new Webhook(SECRET).verify(`${text} `, headers));
    await sendDue(app);
    const [delivery = fail()] = await deliveriesOf(app);
    assert.equal(
      [delivery.id, delivery.state, delivery.last_status],
      [headers["webhook-id"], "delivered", 204],
    );
  });

  test("sends by the end itself, not by looking now and then", async ({ app, receiver }) => {
    await app.app.dispatcher?.stop();
    const { dispatcher } = createWebhooks({
      config: app.config.webhook,
      database: app.database,
      journal: createJournal({ sessionLog: { write: () => undefined } }),
      clock: app.clock,
      secret: "",
      events: app.app.services.events,
      superuserOnly: (_, next) => next(),
      getUser: fail,
      requireRecentAuthentication: fail,
      onError: fail,
    });
    await end(app, await signInThroughHost(app, "ana"));
    await receiver.until(1);
    await dispatcher?.stop();
  });

  test("signs with both secrets while they are changed, so that either receiver is content", async ({
    app,
    database,
    receiver,
  }) => {
    await app.app.dispatcher?.stop();
    const changing = await start({ database, receiver }, { SERENO_WEBHOOK_SECRET_PREVIOUS: PREVIOUS });
    await end(changing, await signInThroughHost(changing, "ana"));
    await receiver.until(1);
    const [{ text, headers } = fail()] = receiver.received;
    for (const secret of [SECRET, PREVIOUS]) new Webhook(secret).verify(text, headers);
  });

  test("tells of nothing that lapsed, that no host knows, or that was rolled back", async ({
    app,
    receiver,
  }) => {
    const ana = await signInThroughHost(app, "ana");
    await end(app, ana, "replaced");
    await app.createAccount("luis");
    await end(app, await app.signIn("luis"));
    const eva = await signInThroughHost(app, "eva");
    await app.app.dispatcher?.run();
    await app.app.dispatcher?.stop();
    await app.database.knex.schema.renameTable(TABLES.webhookDeliveries, "away");
    assert.instance(await end(app, eva).catch((error: unknown) => error), Error);
    await app.database.knex.schema.renameTable("away", TABLES.webhookDeliveries);
    assert.is(
      (await eva.get("/api/session")).status,
      200,
      "nothing ends of which the host could not be told",
    );
    assert.equal([receiver.received.length, (await deliveriesOf(app)).length], [0, 0]);
  });

  test("what nobody took for a day is given up, shown, and sent again when a superuser says so", async ({
    app,
    receiver,
  }) => {
    await app.createAccount("admin", ["superuser"]);
    receiver.react(500);
    const ana = await signInThroughHost(app, "ana");
    await end(app, ana);
    for (let passed = 0; passed <= DAY_MS + HOUR_MS; passed += HOUR_MS) {
      app.clock.advance(HOUR_MS);
      await app.app.dispatcher?.run();
    }
    const attempts = receiver.received.length;
    const admin = await app.signIn("admin");
    const list = async (query = "") =>
      (await admin.get<Page<WebhookDeliveryResource>>(LIST + query)).body.items;
    const [delivery = fail(), ...others] = await list("?state=failed");
    assert.is(others.length, 0);
    const { id, endedAt, lastAttemptAt, ...rest } = delivery;
    assert.equal(rest, {
      state: "failed",
      hostSid: "alias-of-ana",
      subject: "host:ana",
      endReason: "forced",
      attempts,
      lastStatus: 500,
      lastError: "answered 500",
      nextAttemptAt: null,
      deliveredAt: null,
    });
    assert.ok(Date.parse(lastAttemptAt ?? "") - Date.parse(endedAt) >= DAY_MS, "tried for a whole day");
    assert.is((await failuresOf(app, id)).length, 1);
    assert.equal(await list("?state=pending"), []);

    receiver.react(204);
    const again = await admin.post<WebhookDeliveryResource>(`${LIST}/${id}/resend`);
    assert.equal([again.status, again.body.state, again.body.attempts], [200, "pending", 0]);
    await sendDue(app, 1);
    assert.is((await list())[0]?.state, "delivered");
    assert.is(receiver.received.at(-1)?.headers["webhook-id"], id);
    const audited = await app.database.knex(TABLES.auditLog).where({ action: "WEBHOOK_RESENT" });
    assert.equal(
      audited.map(({ actor, target }) => [actor, target]),
      [[admin.answer.user.id, id]],
    );
    assert.is((await admin.post(`${LIST}/msg_nothing/resend`)).status, 404);
    app.clock.advance(HOUR_MS);
    assert.is(problemOf(await admin.post(`${LIST}/${id}/resend`)).code, "reauth_required");
    assert.is(problemOf(await (await app.signIn("ana")).get(LIST)).code, "forbidden");
    assert.is((await app.client().get(LIST)).status, 401);
  });

  test("lists deliveries newest first, a page at a time", async ({ app, receiver }) => {
    await app.createAccount("admin", ["superuser"]);
    for (const alias of ["a", "b", "c"]) await end(app, await signInThroughHost(app, "ana", alias));
    await receiver.until(3);
    const admin = await app.signIn("admin");
    const first = (await admin.get<Page<WebhookDeliveryResource>>(`${LIST}?limit=2`)).body;
    const rest = (
      await admin.get<Page<WebhookDeliveryResource>>(`${LIST}?limit=2&cursor=${first.nextCursor ?? ""}`)
    ).body;
    assert.equal(
      [...first.items, ...rest.items].map(({ hostSid }) => hostSid),
      ["c", "b", "a"],
    );
    assert.is(rest.nextCursor, null);
    const other = `${LIST}?state=failed&cursor=${first.nextCursor ?? ""}`;
    assert.is(problemOf(await admin.get(other)).code, "malformed");
  });

  test("goes with the revocation that it tells of", async ({ app, receiver }) => {
    await end(app, await signInThroughHost(app, "ana"));
    await receiver.until(1);
    await sendDue(app);
    app.clock.advance(200 * DAY_MS);
    await app.app.services.retention.run({ actor: "system" });
    assert.equal(await deliveriesOf(app), []);
  });

  test("secrets stand in no log, no audit row and no answer", async ({ app, receiver }) => {
    await app.createAccount("admin", ["superuser"]);
    receiver.react(500);
    await end(app, await signInThroughHost(app, "ana"));
    await sendDue(app, 1);
    app.clock.advance(25 * HOUR_MS);
    await sendDue(app, 2);
    const admin = await app.signIn("admin");
    const audit = await app.database.knex(TABLES.auditLog);
    const log = await readFile(join(app.config.logDir, "sessions.log"), "utf8");
    const all = JSON.stringify([audit, await deliveriesOf(app), (await admin.get(LIST)).text, log]);
    assert.match(log, "WEBHOOK_FAILED");
    assert.match(all, "answered 500");
    for (const secret of [SECRET, SECRET.slice("whsec_".length), receiver.url]) {
      assert.not.ok(all.includes(secret));
    }
  });

  test.run();
});

function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}
