import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createJournal } from "../../../server/audit/create-journal.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../server/clock.ts";
import type { Page, WebhookDeliveryResource } from "../../../server/contract/index.ts";
import { TABLES, type WebhookDeliveryRow } from "../../../server/database/tables.ts";
import { createWebhooks } from "../../../server/host/create-webhooks.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { createTestDatabase, forEachDatabase, type TestDatabase } from "../../support/database.ts";
import { signInThroughHost } from "../../support/host-back-end.ts";
import { startReceiver, type WebhookReceiver } from "../../support/webhook-receiver.ts";

const SECRET = newSecret();
const PREVIOUS = newSecret();
const LIST = "/api/admin/webhook-deliveries";

interface Context {
  app: TestApp;
  database: TestDatabase;
  receiver: WebhookReceiver;
}

forEachDatabase((dialect) => {
  const test = suite<Context>(`webhooks on ${dialect}`);
  /** Whatever a test has started ends with it, also when it fails. */
  const closing: (() => Promise<unknown>)[] = [];

  test.before.each(async (context) => {
    context.database = await createTestDatabase(dialect);
    closing.push(context.database.drop);
    context.receiver = await receive();
    context.app = await start(context);
  });
  test.after.each(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  async function receive(options = {}): Promise<WebhookReceiver> {
    const receiver = await startReceiver(options);
    closing.push(receiver.close);
    return receiver;
  }

  async function start({ database, receiver }: Pick<Context, "database" | "receiver">, env = {}) {
    const app = await startTestApp(dialect, {
      databaseUrl: database.url,
      env: { SERENO_WEBHOOK_URL: receiver.url, SERENO_WEBHOOK_SECRET: SECRET, ...env },
    });
    closing.push(app.close);
    // Receivers refuse what was signed at another time than theirs.
    app.clock.advance(Date.now() - app.clock());
    return app;
  }

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
    await settled(app);
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

  test("tries again after growing pauses whatever the receiver's trouble, under the same id", async ({
    app,
    receiver,
  }) => {
    receiver.react(500);
    await end(app, await signInThroughHost(app, "ana"));
    await settled(app, 1);
    const faults: unknown[] = [];
    const pauses: number[] = [];
    const trouble = [404, (response: { destroy(): void }) => response.destroy(), 503, 400, 401, 500] as const;
    for (const [index, reaction] of trouble.entries()) {
      const [{ next_attempt_at, last_attempt_at, last_error, last_status } = fail()] =
        await deliveriesOf(app);
      faults.push([last_status, last_error]);
      pauses.push((next_attempt_at ?? 0) - (last_attempt_at ?? 0));
      receiver.react(reaction);
      app.clock.advance((next_attempt_at ?? 0) - app.clock() - 1);
      await app.app.dispatcher?.run();
      assert.is(receiver.received.length, index + 1, "not before its time");
      app.clock.advance(1);
      await settled(app, index + 2);
    }
    assert.equal(faults, [
      [500, "answered 500"],
      [404, "answered 404"],
      [null, "could not be reached: UND_ERR_SOCKET"],
      [503, "answered 503"],
      [400, "answered 400"],
      [401, "answered 401"],
    ]);
    for (const [index, pause] of pauses.entries()) {
      const longest = SECOND_MS * 2 ** index;
      assert.ok(pause >= longest / 2 && pause <= longest, `${pauses.join(" ")}`);
    }
    receiver.react(200);
    app.clock.advance(HOUR_MS);
    await settled(app, 8);
    assert.is((await deliveriesOf(app))[0]?.state, "delivered");
    assert.is(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size, 1);
    assert.is(new Set(receiver.received.map(({ text }) => text)).size, 1);
    app.clock.advance(DAY_MS);
    await app.app.dispatcher?.run();
    assert.is(receiver.received.length, 8, "delivered once");
  });

  test("follows no redirect", async ({ app, receiver }) => {
    const elsewhere = await receive();
    receiver.react((response) => response.writeHead(307, { Location: elsewhere.url }).end());
    await end(app, await signInThroughHost(app, "ana"));
    await settled(app, 1);
    const [{ state, last_error } = fail()] = await deliveriesOf(app);
    assert.equal([state, last_error], ["pending", "answered 307: redirects are not followed"]);
    assert.is(elsewhere.received.length, 0);
  });

  test("waits as long as the receiver asks for, up to an hour", async ({ app, receiver }) => {
    receiver.react((response) => response.writeHead(429, { "Retry-After": "600" }).end());
    await end(app, await signInThroughHost(app, "ana"));
    await settled(app, 1);
    const pause = async () => ((await deliveriesOf(app))[0]?.next_attempt_at ?? 0) - app.clock();
    assert.is(await pause(), 10 * MINUTE_MS);
    const late = new Date(app.clock() + DAY_MS).toUTCString();
    receiver.react((response) => response.writeHead(503, { "Retry-After": late }).end());
    app.clock.advance(10 * MINUTE_MS);
    await settled(app, 2);
    assert.is(await pause(), HOUR_MS);
  });

  test("gives up at once on a receiver that is gone for good", async ({ app, receiver }) => {
    receiver.react(410);
    await end(app, await signInThroughHost(app, "ana"));
    await settled(app, 1);
    const [{ id, state } = fail()] = await deliveriesOf(app);
    assert.is(state, "failed");
    assert.equal(await failuresOf(app, id), [{ attempts: 1, status: 410, fault: "answered 410" }]);
  });

  test("a receiver that was down for a day hears of each end once, those of one session in order", async ({
    app,
    receiver,
  }) => {
    const { port } = receiver;
    await receiver.close();
    const aliases = ["a", "b", "a", "c", "a"];
    for (const [index, alias] of aliases.entries()) {
      const person = await signInThroughHost(app, "ana", alias);
      app.clock.advance(SECOND_MS);
      await end(app, person, "forced", `${index}`);
    }
    for (let passed = 20 * MINUTE_MS; passed < DAY_MS; passed += 20 * MINUTE_MS) {
      app.clock.advance(20 * MINUTE_MS);
      await app.app.dispatcher?.run();
    }
    assert.ok((await deliveriesOf(app)).every(({ state }) => state === "pending"));
    const back = await receive({ port });
    app.clock.advance(HOUR_MS);
    await app.app.dispatcher?.run();
    app.clock.advance(DAY_MS);
    await app.app.dispatcher?.run();
    const told = back.received.map(({ body }) => [body.data.hostSid, body.data.endMessage]);
    const expected = aliases.map((alias, index) => [alias, `${index}`]);
    assert.equal(told.toSorted(), expected.toSorted());
    for (const alias of ["a", "b", "c"]) {
      const ofOne = (list: unknown[][]) => list.filter(([hostSid]) => hostSid === alias);
      assert.equal(ofOne(told), ofOne(expected));
    }
  });

  test("a later end of the same session waits for the earlier one, and others do not", async ({
    app,
    receiver,
  }) => {
    receiver.react(500);
    await end(app, await signInThroughHost(app, "ana", "a"), "forced", "first");
    await settled(app, 1);
    receiver.react(204);
    await end(app, await signInThroughHost(app, "ana", "a"), "forced", "second");
    await end(app, await signInThroughHost(app, "ana", "b"), "forced", "other");
    await app.app.dispatcher?.run();
    const told = () => receiver.received.map(({ body }) => body.data.endMessage);
    assert.equal(told(), ["first", "other"]);
    app.clock.advance(MINUTE_MS);
    await app.app.dispatcher?.run();
    assert.equal(told(), ["first", "other", "first", "second"]);
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
    await settled(app, 1);
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

  test("two servers send each webhook once", async ({ app, database, receiver }) => {
    const other = await start({ database, receiver });
    const people: SignedInClient[] = [];
    for (let person = 0; person < 24; person++) {
      people.push(await signInThroughHost(app, "ana", `alias-${person}`));
    }
    await Promise.all(people.map((person, index) => end(index % 2 === 0 ? app : other, person)));
    await receiver.until(people.length);
    await Promise.all([settled(app), settled(other)]);
    assert.is(receiver.received.length, people.length);
    assert.is(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size, people.length);
  });

  test("an end by another process reaches the receiver", async ({ app, database, receiver }) => {
    const command = await start({ database, receiver });
    await command.app.dispatcher?.stop();
    command.clock.advance(app.clock() - command.clock());
    await end(command, await signInThroughHost(app, "ana"));
    await receiver.until(1);
  });

  test("what a server that died had taken is sent by the next one", async ({ app, database, receiver }) => {
    await app.app.dispatcher?.stop();
    await end(app, await signInThroughHost(app, "ana"));
    await app.database.knex(TABLES.webhookDeliveries).update({
      attempts: 1,
      next_attempt_at: app.clock() + MINUTE_MS,
    });
    const next = await start({ database, receiver });
    next.clock.advance(app.clock() - next.clock());
    await next.app.dispatcher?.run();
    assert.is(receiver.received.length, 0, "its sender may still be at it");
    next.clock.advance(MINUTE_MS);
    await next.app.dispatcher?.run();
    assert.is(receiver.received.length, 1);
  });

  test("a server that stops waits a moment for the receiver, and leaves the rest to the next one", async ({
    app,
    database,
    receiver,
  }) => {
    receiver.react(() => undefined);
    await end(app, await signInThroughHost(app, "ana"));
    await receiver.until(1);
    await end(app, await signInThroughHost(app, "luis"));
    await receiver.until(2);
    await app.app.stop();
    const left = await deliveriesOf(app);
    assert.equal(
      left.map(({ state, attempts, last_error }) => [state, attempts, last_error]),
      [
        ["pending", 0, null],
        ["pending", 0, null],
      ],
    );
    await end(app, await signInThroughHost(app, "eva"));
    receiver.react(204);
    const next = await start({ database, receiver });
    await settled(next);
    await receiver.until(5);
    assert.ok((await deliveriesOf(next)).every(({ state }) => state === "delivered"));
  });

  test("goes with the revocation that it tells of", async ({ app, receiver }) => {
    await end(app, await signInThroughHost(app, "ana"));
    await receiver.until(1);
    await settled(app);
    app.clock.advance(200 * DAY_MS);
    await app.app.services.retention.run({ actor: "system" });
    assert.equal(await deliveriesOf(app), []);
  });

  test("secrets stand in no log, no audit row and no answer", async ({ app, receiver }) => {
    await app.createAccount("admin", ["superuser"]);
    receiver.react(500);
    await end(app, await signInThroughHost(app, "ana"));
    await settled(app, 1);
    app.clock.advance(25 * HOUR_MS);
    await settled(app, 2);
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

async function end(
  app: TestApp,
  client: SignedInClient,
  reason: "forced" | "replaced" = "forced",
  message?: string,
): Promise<void> {
  const { sessions } = app.app.services;
  await sessions.end(await sessions.findByIds([client.answer.session.id]), { reason, message });
}

/** Sends what is due, until nothing is under way. */
async function settled(app: TestApp, attempts?: number): Promise<void> {
  await app.app.dispatcher?.run();
  if (attempts === undefined) return;
  const rows = await deliveriesOf(app);
  assert.is(
    rows.reduce((total, row) => total + row.attempts, 0),
    attempts,
  );
}

function deliveriesOf(app: TestApp): Promise<WebhookDeliveryRow[]> {
  return app.database.knex(TABLES.webhookDeliveries).orderBy("seq");
}

/** What the audit log says of failures. */
async function failuresOf(app: TestApp, target: string): Promise<Record<string, unknown>[]> {
  const rows = await app.database.knex(TABLES.auditLog).where({ action: "WEBHOOK_FAILED", target });
  return rows.map(({ data }) => JSON.parse(data));
}

function fail(): never {
  throw new Error("there is none");
}
