import { suite } from "uvu";
import * as assert from "uvu/assert";
import { MINUTE_MS } from "../../../server/clock.ts";
import { TABLES } from "../../../server/database/tables.ts";
import type { SignedInClient } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";
import { signInThroughHost } from "../../support/host-back-end.ts";
import {
  deliveriesOf,
  end,
  prepareWebhooks,
  sendDue,
  type WebhookContext,
} from "../../support/webhook-app.ts";

forEachDatabase((dialect) => {
  const test = suite<WebhookContext>(`webhooks of several servers on ${dialect}`);
  const { start } = prepareWebhooks(test, dialect);

  test("two servers send each webhook once", async ({ app, database, receiver }) => {
    const other = await start({ database, receiver });
    const people: SignedInClient[] = [];
    for (let person = 0; person < 24; person++) {
      people.push(await signInThroughHost(app, "ana", `alias-${person}`));
    }
    await Promise.all(people.map((person, index) => end(index % 2 === 0 ? app : other, person)));
    await receiver.until(people.length);
    await Promise.all([sendDue(app), sendDue(other)]);
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
    await sendDue(next);
    await receiver.until(5);
    assert.ok((await deliveriesOf(next)).every(({ state }) => state === "delivered"));
  });

  test.run();
});
