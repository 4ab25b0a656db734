import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { SECOND_MS } from "../../../server/clock.ts";
import type { EventStream } from "../../../server/http/event-stream.ts";
import { createEventStreams } from "../../../server/sessions/event-streams.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { forEachDatabase } from "../../support/database.ts";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`open streams (${dialect})`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("ana");
  });
  test.after.each(({ app }) => app.close());

  test("a session that ended while its stream was being opened is told so", async ({ app }) => {
    const { streams, session } = await open(app);
    await app.app.services.sessions.end([session], { reason: "forced" });
    const stream = createStream();
    streams.add(stream, session, new Set());
    await until(() => stream.sent.includes("session-ended"));
    assert.is(streams.size, 0);
    streams.close();
  });

  test("one session that cannot be read leaves no other one unchecked", async ({ app }) => {
    const { streams, session, failing, errors, tellUnknown } = await open(app);
    const other = await find(app);
    const [first, second] = [createStream(), createStream()];
    streams.add(first, session, new Set());
    streams.add(second, other, new Set());
    await pause(100);
    failing.add(session.id);
    await app.app.services.sessions.end([other], { reason: "forced" });
    tellUnknown();
    await until(() => second.sent.includes("session-ended"));
    assert.is(errors.length, 1);
    assert.is(streams.size, 1);
    streams.close();
  });

  test("what was lost on the way is found at the next ping", async ({ app }) => {
    const { streams, session } = await open(app);
    const stream = createStream();
    streams.add(stream, session, new Set());
    await pause(100);
    await app.app.services.sessions.end([session], { reason: "forced" });
    app.clock.advance(25 * SECOND_MS);
    await until(() => stream.sent.includes("session-ended"));
    streams.close();
  });

  test("many reasons to check again at once make two runs, one after the other", async ({ app }) => {
    const { streams, session, reads, tellUnknown } = await open(app);
    streams.add(createStream(), session, new Set());
    await pause(100);
    reads.length = 0;
    for (let times = 0; times < 5; times++) tellUnknown();
    await pause(200);
    assert.is(reads.length, 2);
    streams.close();
  });

  test.run();
});

async function find(app: TestApp) {
  const { id } = (await app.signIn("ana")).answer.session;
  const session = await app.app.services.sessions.findById(id);
  if (session === undefined) throw new Error("the session is gone");
  return session;
}

/** Streams that hear of nothing by themselves: every event of theirs is lost. */
async function open(app: TestApp) {
  const session = await find(app);
  const failing = new Set<string>();
  const reads: string[] = [];
  const errors: unknown[] = [];
  const unknownListeners: (() => void)[] = [];
  const streams = createEventStreams({
    events: {
      publish: () => undefined,
      publishUnknown: () => undefined,
      subscribe: () => () => undefined,
      onUnknown: (listener) => void unknownListeners.push(listener),
    },
    clock: app.clock,
    findById: async (id) => {
      reads.push(id);
      if (failing.has(id)) throw new Error("no answer");
      return app.app.services.sessions.findById(id);
    },
    applyActivity: (stored) => stored,
    onError: (error) => void errors.push(error),
  });
  const tellUnknown = () => unknownListeners.forEach((listener) => listener());
  return { streams, session, failing, reads, errors, tellUnknown };
}

function createStream(): EventStream & { sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    send: (event) => void sent.push(event),
    ping: () => undefined,
    close: () => undefined,
    onClose: () => undefined,
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries++) await pause(20);
  assert.ok(isSo());
}
