import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../server/clock.ts";
import { forEachDatabase } from "../../support/database.ts";
import { signInThroughHost } from "../../support/host-back-end.ts";
import {
  deliveriesOf,
  end,
  fail,
  failuresOf,
  prepareWebhooks,
  sendDue,
  type WebhookContext,
} from "../../support/webhook-app.ts";

forEachDatabase((dialect) => {
  const test = suite<WebhookContext>(`webhooks that are tried again on ${dialect}`);
  const { receive } = prepareWebhooks(test, dialect);

  test("tries again after growing pauses whatever the receiver's trouble, under the same id", async ({
    app,
    receiver,
  }) => {
    receiver.react(500);
    await end(app, await signInThroughHost(app, "ana"));
    await sendDue(app, 1);
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
      await sendDue(app, index + 2);
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
    await sendDue(app, 8);
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
    await sendDue(app, 1);
    const [{ state, last_error } = fail()] = await deliveriesOf(app);
    assert.equal([state, last_error], ["pending", "answered 307: redirects are not followed"]);
    assert.is(elsewhere.received.length, 0);
  });

  test("waits as long as the receiver asks for, up to an hour", async ({ app, receiver }) => {
    receiver.react((response) => response.writeHead(429, { "Retry-After": "600" }).end());
    await end(app, await signInThroughHost(app, "ana"));
    await sendDue(app, 1);
    const pause = async () => ((await deliveriesOf(app))[0]?.next_attempt_at ?? 0) - app.clock();
    assert.is(await pause(), 10 * MINUTE_MS);
    const late = new Date(app.clock() + DAY_MS).toUTCString();
    receiver.react((response) => response.writeHead(503, { "Retry-After": late }).end());
    app.clock.advance(10 * MINUTE_MS);
    await sendDue(app, 2);
    assert.is(await pause(), HOUR_MS);
  });

  test("gives up at once on a receiver that is gone for good", async ({ app, receiver }) => {
    receiver.react(410);
    await end(app, await signInThroughHost(app, "ana"));
    await sendDue(app, 1);
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
    await sendDue(app, 1);
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

  test.run();
});
