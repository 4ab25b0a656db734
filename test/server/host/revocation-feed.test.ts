import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createJournal } from "../../../server/audit/create-journal.ts";
import { DAY_MS } from "../../../server/clock.ts";
import type { RevocationsAnswer } from "../../../server/contract/index.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { createHostApi } from "../../../server/host/create-host-api.ts";
import { type SignedInClient, startTestApp, type TestApp } from "../../support/app.ts";
import { type Answer, problemOf } from "../../support/client.ts";
import { createTestDatabase, forEachDatabase, type TestDatabase } from "../../support/database.ts";
import { createHostBackEnd, HOST_KEYS, SHOP_KEY, signInThroughHost } from "../../support/host-back-end.ts";

const OTHER_KEY = "news-key-of-the-tests-0123456789abcdef";
const ENV = { SERENO_HOST_KEYS: `${HOST_KEYS.SERENO_HOST_KEYS},news:${OTHER_KEY}` };
/** Longer than any test takes: what waits so long has not been woken. */
const LONG = 25;

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; database: TestDatabase }>(`revocation feed on ${dialect}`);

  /** Whatever a test has started ends with it, also when it fails. */
  const closing: (() => Promise<unknown>)[] = [];

  test.before.each(async (context) => {
    context.database = await createTestDatabase(dialect);
    closing.push(context.database.drop);
    context.app = await start(context.database);
  });
  test.after.each(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  async function start({ url }: TestDatabase): Promise<TestApp> {
    const app = await startTestApp(dialect, { databaseUrl: url, env: ENV });
    closing.push(app.close);
    return app;
  }

  test("answers at once with the present cursor to a reader that begins", async ({ app }) => {
    assert.equal((await read(app, `?wait=${LONG}`)).body, { items: [], cursor: "0" });
    await end(app, await signInThroughHost(app, "ana"));
    const { body } = await read(app, "");
    assert.equal(body, { items: [], cursor: "1" });
    assert.equal((await read(app, `?since=${body.cursor}`)).body, { items: [], cursor: "1" });
  });

  test("tells each revocation once, oldest first, and nothing that lapsed", async ({ app }) => {
    const first = await signInThroughHost(app, "ana");
    const second = await signInThroughHost(app, "luis");
    await end(app, first);
    await end(app, second, "replaced");
    app.clock.advance(1_000);
    await end(app, second, "manual");
    await end(app, await signInThroughHost(app, "luis", "again"), "manual");
    const { body } = await read(app, "?since=0");
    const endedAt = new Date(app.clock()).toISOString();
    const earlier = new Date(app.clock() - 1_000).toISOString();
    assert.equal(body, {
      items: [
        { hostSid: "alias-of-ana", subject: "host:ana", endReason: "forced", endedAt: earlier },
        { hostSid: "again", subject: "host:luis", endReason: "manual", endedAt },
      ],
      cursor: "2",
    });
    assert.equal((await read(app, "?since=1")).body.items, body.items.slice(1));
  });

  test("wakes every host that waits when an end commits", async ({ app }) => {
    const ana = await signInThroughHost(app, "ana");
    const waiting = [
      read(app, `?since=0&wait=${LONG}`),
      read(app, `?since=0&wait=${LONG}`),
      read(app, `?since=0&wait=${LONG}`, OTHER_KEY),
    ];
    await untilWaiting(app, 3);
    await end(app, ana);
    for (const { body } of await Promise.all(waiting)) {
      assert.equal([body.items[0]?.hostSid, body.cursor], ["alias-of-ana", "1"]);
    }
    await untilWaiting(app, 0);
  });

  test("wakes them by the end itself, not by looking now and then", async ({ app }) => {
    const { feed } = createHostApi({
      ...app.app.services,
      keys: [],
      keepAttempts: async () => 0,
      journal: { record: async () => undefined, note: () => undefined },
      clock: app.clock,
      basePath: "",
      addressOf: () => "",
      onError: (error) => assert.unreachable(String(error)),
      pollMs: DAY_MS,
    });
    const ana = await signInThroughHost(app, "ana");
    const { signal } = new AbortController();
    const waiting = feed.read({ since: 0, waitMs: DAY_MS, reader: "shop", signal });
    while (feed.size === 0) await pause(2);
    await end(app, ana);
    assert.is((await waiting).items[0]?.hostSid, "alias-of-ana");
  });

  test("whoever waits is told of an end on another node, or by a command", async ({ app, database }) => {
    const other = await start(database);
    const ana = await signInThroughHost(app, "ana");
    const waiting = read(other, `?since=0&wait=${LONG}`);
    await untilWaiting(other, 1);
    await end(app, ana);
    assert.is((await waiting).body.items[0]?.hostSid, "alias-of-ana");
  });

  test("finds an end that nobody told it of, for news can be lost", async ({ app }) => {
    const waiting = read(app, `?since=0&wait=${LONG}`);
    await untilWaiting(app, 1);
    await app.database.knex(TABLES.outbox).insert(outboxRow(app, "untold"));
    assert.is((await waiting).body.items[0]?.hostSid, "untold");
  });

  test("an end between the question and the waiting is not missed", async ({ app }) => {
    for (let turn = 0; turn < 20; turn++) {
      const alias = `alias-${turn}`;
      const ana = await signInThroughHost(app, "ana", alias);
      const [{ body }] = await Promise.all([read(app, `?since=${turn}&wait=${LONG}`), end(app, ana)]);
      assert.is(body.items[0]?.hostSid, alias);
    }
  });

  test("answers nothing, with the same cursor, when the time is over", async ({ app }) => {
    await end(app, await signInThroughHost(app, "ana"));
    assert.equal((await read(app, "?since=1&wait=1")).body, { items: [], cursor: "1" });
    assert.is(app.app.feed.size, 0);
  });

  test("a cursor is good for the server after a restart", async ({ app, database }) => {
    await end(app, await signInThroughHost(app, "ana"));
    const { cursor } = (await read(app, "")).body;
    await end(app, await signInThroughHost(app, "luis"));
    const restarted = await start(database);
    const { body } = await read(restarted, `?since=${cursor}&wait=${LONG}`);
    assert.equal(
      body.items.map(({ hostSid }) => hostSid),
      ["alias-of-luis"],
    );
  });

  test("a cursor is good after what it points to was pruned", async ({ app }) => {
    await end(app, await signInThroughHost(app, "ana"));
    app.clock.advance(200 * DAY_MS);
    await app.app.services.retention.run({ actor: "system" });
    assert.equal((await read(app, "?since=1")).body, { items: [], cursor: "0" });
    await end(app, await signInThroughHost(app, "ana", "later"));
    assert.is((await read(app, "?since=1")).body.items[0]?.hostSid, "later");
    assert.is((await read(app, "?since=0")).body.items[0]?.hostSid, "later");
  });

  test("refuses what is no cursor of its own, so that nobody waits for ever", async ({ app }) => {
    await end(app, await signInThroughHost(app, "ana"));
    assert.is(problemOf(await read(app, `?since=2&wait=${LONG}`)).code, "malformed");
    assert.is(problemOf(await read(app, "?since=soon")).code, "invalid");
    assert.is(problemOf(await read(app, "?since=-1")).code, "invalid");
    assert.is(problemOf(await read(app, "?since=1&wait=26")).code, "invalid");
  });

  test("a cursor of another database misses nothing where nothing is kept yet", async ({ app }) => {
    const ana = await signInThroughHost(app, "ana");
    const waiting = read(app, `?since=999&wait=${LONG}`);
    await untilWaiting(app, 1);
    await end(app, ana);
    const { body } = await waiting;
    assert.equal([body.items[0]?.hostSid, body.cursor], ["alias-of-ana", "1"]);
  });

  test("gives a long backlog in parts that leave nothing out", async ({ app }) => {
    const rows = Array.from({ length: 1_203 }, (_, index) => outboxRow(app, `alias-${index}`));
    await app.database.knex.batchInsert(TABLES.outbox, rows, 100);
    const seen: (string | null)[] = [];
    let cursor = "0";
    for (let part = 0; part < 4; part++) {
      const { body } = await read(app, `?since=${cursor}`);
      seen.push(...body.items.map(({ hostSid }) => hostSid));
      cursor = body.cursor;
    }
    assert.equal(
      seen,
      rows.map(({ host_sid }) => host_sid),
    );
  });

  test("a reader that has left is forgotten", async ({ app }) => {
    const leaving = new AbortController();
    const headers = { Authorization: `Bearer ${SHOP_KEY}` };
    const url = `${app.base}/api/server/revocations?since=0&wait=${LONG}`;
    const waiting = [1, 2, 3].map(() =>
      fetch(url, { headers, signal: leaving.signal }).catch((error: Error) => error.name),
    );
    await untilWaiting(app, 3);
    leaving.abort();
    assert.equal(await Promise.all(waiting), ["AbortError", "AbortError", "AbortError"]);
    await untilWaiting(app, 0);
  });

  test("lets so many wait and no more, each host for itself", async ({ app }) => {
    const leaving = new AbortController();
    const ask = (key: string) =>
      fetch(`${app.base}/api/server/revocations?since=0&wait=${LONG}`, {
        headers: { Authorization: `Bearer ${key}` },
        signal: leaving.signal,
      });
    const waiting = Array.from({ length: 200 }, () => ask(SHOP_KEY).catch(() => undefined));
    await untilWaiting(app, 200);
    const refused = await read(app, `?since=0&wait=${LONG}`);
    assert.equal([refused.status, refused.headers.get("Retry-After")], [429, "1"]);
    const other = ask(OTHER_KEY).catch(() => undefined);
    await untilWaiting(app, 201);
    leaving.abort();
    await Promise.all([...waiting, other]);
    await untilWaiting(app, 0);
  });

  test("answers whoever waits when the server stops, and asks who comes back for patience", async ({
    app,
  }) => {
    const waiting = read(app, `?since=0&wait=${LONG}`);
    await untilWaiting(app, 1);
    app.app.hangUp();
    assert.equal((await waiting).body, { items: [], cursor: "0" });
    const late = await read(app, `?since=0&wait=${LONG}`);
    assert.equal([late.status, late.headers.get("Retry-After")], [503, "1"]);
  });

  test("an end that commits late is never passed over by the cursor", async ({ app }) => {
    // SQLite has one writer, and this process one connection to it: nothing can overtake there.
    if (dialect === "sqlite") return;
    const slow = await signInThroughHost(app, "ana");
    const quick = await signInThroughHost(app, "luis");
    const transaction = await app.database.knex.transaction();
    await endInside(app, transaction, slow.answer.session.id);
    const ended = end(app, quick);
    // It had the time to overtake, and did not.
    assert.equal((await read(app, "?since=0&wait=1")).body, { items: [], cursor: "0" });
    await transaction.commit();
    await ended;
    const { body } = await read(app, "?since=0");
    assert.equal(
      body.items.map(({ hostSid }) => hostSid),
      ["alias-of-ana", "alias-of-luis"],
    );
  });

  test("many ends at once on two nodes are all told, in an order that leaves none out", async ({
    app,
    database,
  }) => {
    const other = await start(database);
    const people: SignedInClient[] = [];
    for (let person = 0; person < 12; person++) {
      people.push(await signInThroughHost(app, "ana", `alias-${person}`));
    }
    const seen: (string | null)[] = [];
    let isOver = false;
    const reading = (async () => {
      for (let cursor = "0", isLast = false; !isLast;) {
        isLast = isOver;
        const { body } = await read(app, `?since=${cursor}`);
        seen.push(...body.items.map(({ hostSid }) => hostSid));
        cursor = body.cursor;
      }
    })();
    await Promise.all(people.map((person, index) => end(index % 2 === 0 ? app : other, person)));
    isOver = true;
    await reading;
    assert.equal(seen.toSorted(), people.map((_, person) => `alias-${person}`).toSorted());
  });

  test.run();
});

function read(app: TestApp, query: string, key = SHOP_KEY): Promise<Answer<RevocationsAnswer>> {
  return createHostBackEnd(app, key).get<RevocationsAnswer>(`/revocations${query}`);
}

async function end(
  app: TestApp,
  client: SignedInClient,
  reason: "forced" | "manual" | "replaced" = "forced",
): Promise<void> {
  const { sessions } = app.app.services;
  await sessions.end(await sessions.findByIds([client.answer.session.id]), { reason });
}

/** What `sessions.end` does, in a transaction that stays open. */
async function endInside(
  app: TestApp,
  trx: Parameters<ReturnType<typeof createJournal>["record"]>[0],
  id: string,
) {
  const journal = createJournal({ sessionLog: { write: () => undefined } });
  await trx(TABLES.sessions).where({ id }).update({ ended_at: app.clock(), end_reason: "forced" });
  await journal.record(trx, [{ at: app.clock(), action: "SESSION_ENDED", actor: null, target: id }]);
  await app.app.services.outbox.keepRevocations(trx, [id]);
}

async function untilWaiting(app: TestApp, count: number): Promise<void> {
  for (let tries = 0; app.app.feed.size !== count; tries++) {
    assert.ok(tries < 1_000, `${app.app.feed.size} wait instead of ${count}`);
    await pause(2);
  }
}

function outboxRow(app: TestApp, alias: string) {
  return { at: app.clock(), session_id: `ses_${alias}`, host_sid: alias, end_reason: "forced" };
}
