import { suite } from "uvu";
import * as assert from "uvu/assert";
import type {
  FrontendEvent,
  FrontendEventGroups,
  FrontendEventResource,
  Page,
} from "../../../server/contract/index.ts";
import { createFrontendEventStore } from "../../../server/frontend-log/frontend-events.store.ts";
import { startTestApp, type SignedInClient, type TestApp } from "../../support/app.ts";
import { problemOf, type TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openEvents } from "../../support/event-reader.ts";

const LIST = "/api/admin/frontend-events";
const GROUPS = "/api/admin/frontend-event-groups";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp; admin: SignedInClient }>(`frontend events for superusers on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    await context.app.createAccount("admin", ["superuser"]);
    context.admin = await context.app.signIn("admin");
  });
  test.after.each(({ app }) => app.close());

  test("lists what pages reported, newest first, with who reported it", async ({ app, admin }) => {
    const ana = await signInAna(app);
    await send(app.client(), [event({ message: "first" })]);
    app.clock.advance(1_000);
    await send(ana, [event({ type: "error", level: "error", message: "second", data: { a: 1 } })]);
    const { items, nextCursor } = await list(admin);
    assert.is(nextCursor, null);
    assert.equal(
      items.map(({ message, user, level }) => [message, user, level]),
      [
        ["second", "ana", "error"],
        ["first", null, "info"],
      ],
    );
    assert.is(items[0]?.sessionId, ana.answer.session.id);
    assert.is(items[0]?.receivedAt, new Date(app.clock()).toISOString());
    assert.equal(items[0]?.data, { a: 1 });
  });

  test("filters by session, user, type, level and text, alone and together", async ({ app, admin }) => {
    const ana = await signInAna(app);
    await send(ana, [
      event({ type: "error", level: "error", message: "Boom in 100% of_cases" }),
      event({ type: "note", data: { where: "BASKET" } }),
    ]);
    await send(app.client(), [event({ type: "error", level: "warn", path: "/basket/7" })]);
    const count = async (query: string) => (await list(admin, `?${query}`)).items.length;
    assert.is(await count(`session=${ana.answer.session.id}`), 2);
    assert.is(await count("user=ana"), 2);
    assert.is(await count(`user=${ana.answer.user.id}`), 2);
    assert.is(await count("user=nobody"), 0);
    assert.is(await count("type=error"), 2);
    assert.is(await count("level=warn"), 1);
    assert.is(await count("text=basket"), 2);
    assert.is(await count("text=100%25%20of_"), 1);
    assert.is(await count("text=1_0"), 0, "no wildcard of SQL");
    assert.is(await count("user=ana&text=basket"), 1);
    assert.is(problemOf(await admin.get(`${LIST}?level=fatal`)).code, "invalid");
  });

  test("pages by cursor, each event once, whatever comes meanwhile", async ({ app, admin }) => {
    for (let index = 0; index < 3; index++) {
      await send(app.client(), [event(), event(), event()]);
      app.clock.advance(1_000);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<FrontendEventResource> = await list(
        admin,
        `?limit=2${cursor ? `&cursor=${cursor}` : ""}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await send(app.client(), [event()]);
    } while (cursor);
    assert.is(seen.length, 9);
    assert.is(new Set(seen).size, 9);
    const { nextCursor } = await list(admin, "?limit=2");
    assert.is(problemOf(await admin.get(`${LIST}?type=error&cursor=${nextCursor}`)).code, "malformed");
  });

  test("looks at a bounded number for a rare word, and goes on from there", async ({ app }) => {
    await send(app.client(), [event({ message: "needle" })]);
    app.clock.advance(1_000);
    await send(
      app.client(),
      Array.from({ length: 25 }, () => event()),
    );
    const store = createFrontendEventStore(app.database, { scanRows: 10 });
    let pages = 0;
    let found = 0;
    let next: { receivedAt: number; id: string } | undefined;
    do {
      const page = await store.list({ text: "needle" }, 5, next);
      found += page.items.length;
      next = page.next;
      pages += 1;
    } while (next !== undefined && pages < 10);
    assert.is(found, 1);
    assert.is(pages, 3);
  });

  test("groups the same errors with their counts and sessions", async ({ app, admin }) => {
    const ana = await signInAna(app);
    const boom = { type: "error", level: "error", message: "boom" } as const;
    await send(ana, [event({ ...boom, count: 5 }), event({ ...boom, count: 2 })]);
    await send(admin, [event(boom), event({ type: "note" })]);
    const { body } = await admin.get<FrontendEventGroups>(`${GROUPS}?type=error`);
    assert.is(body.items.length, 1);
    const { count, sessions, message } = body.items[0] ?? {};
    assert.equal({ count, sessions, message }, { count: 8, sessions: 2, message: "boom" });
    assert.is(body.events, 3);
    assert.is(body.eventsAreCapped, false);
  });

  test("stores once how many events a page had to drop", async ({ app, admin }) => {
    const request = { v: 1, sent: "2026-11-22T10:00:00.000Z", dropped: 440, events: [event()] };
    for (const body of [request, request, { ...request, events: [], dropped: 7 }]) {
      assert.is((await app.client().post("/api/frontend-log", body)).status, 204);
    }
    const { items } = await list(admin, "?type=log.dropped");
    assert.equal(items.map(({ count }) => count).toSorted(), [440, 7].toSorted());
    const nothing = { ...request, events: [], dropped: 0 };
    assert.is(problemOf(await app.client().post("/api/frontend-log", nothing)).code, "invalid");
  });

  test("shows no secret that a page reported", async ({ app, admin }) => {
    await send(app.client(), [
      event({ message: "GET /x?token=abc123 failed", path: "/reset", data: { password: "hunter2" } }),
    ]);
    const text = JSON.stringify(await list(admin));
    assert.not.match(text, /abc123|hunter2/);
  });

  test("is for superusers", async ({ app }) => {
    const ana = await signInAna(app);
    for (const path of [LIST, GROUPS]) {
      assert.is(problemOf(await ana.get(path)).code, "forbidden");
      assert.is(problemOf(await app.client().get(path)).code, "unauthenticated");
    }
  });

  test("pushes events to a superuser who looks on, and stops when the role goes", async ({ app, admin }) => {
    const events = await openEvents(`${app.base}/api/events?topics=frontend-log`, {
      Cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    });
    await events.next("session");
    const sent = event({ message: "pushed" });
    await send(app.client(), [sent]);
    const pushed = await events.next("frontend-event");
    assert.is(pushed.id, sent.id);
    assert.is(pushed.message, "pushed");
    assert.ok(app.app.streams.hasListeners("frontend-log"));
    await app.app.services.accounts.demote("admin");
    while (app.app.streams.hasListeners("frontend-log"))
      await new Promise((resolve) => setImmediate(resolve));
    events.close();
  });

  test.run();
});

function event(changes: Partial<FrontendEvent> = {}): FrontendEvent {
  return { id: crypto.randomUUID(), at: "2026-11-22T09:59:58.500Z", type: "test", ...changes };
}

async function send(client: TestClient, events: FrontendEvent[]): Promise<void> {
  const body = { v: 1, sent: "2026-11-22T10:00:00.000Z", events };
  const { status, text } = await client.post("/api/frontend-log", body);
  assert.is(status, 204, text);
}

async function signInAna(app: TestApp): Promise<SignedInClient> {
  await app.createAccount("ana");
  return app.signIn("ana");
}

async function list(admin: TestClient, query = ""): Promise<Page<FrontendEventResource>> {
  const { status, body, text } = await admin.get<Page<FrontendEventResource>>(LIST + query);
  assert.is(status, 200, text);
  return body;
}
