import { connect } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { FrontendEvent } from "../../../server/contract/index.ts";
import { type FrontendEventRow, TABLES } from "../../../server/database/tables.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { problemOf, type TestClient } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { fillDisk } from "../../support/full-disk.ts";

const PATH = "/api/frontend-log";
const SENT = "2026-11-22T10:00:00.000Z";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`frontend log on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
  });
  test.after.each(({ app }) => app.close());

  test("stores events of a visitor, and stamps the time of arrival", async ({ app }) => {
    const sent = {
      ...event("page.view"),
      path: "/minutes?q=secret#x",
      count: 3,
      data: { a: [1, { b: null }] },
    };
    assert.is((await send(app.client(), [sent])).status, 204);
    const [row] = await readRows(app);
    assert.equal(row && { ...row, data: JSON.parse(row.data ?? "") }, {
      id: sent.id,
      at: Date.parse(sent.at),
      received_at: app.clock(),
      type: "page.view",
      level: "info",
      message: null,
      path: "/minutes?q",
      count: 3,
      data: { a: [1, { b: null }] },
      session_id: null,
      subject_id: null,
    });
  });

  test("takes the sender from the session, never from what the page says", async ({ app }) => {
    const ana = await app.createAccount("ana");
    const client = await app.signIn("ana");
    const forged = { ...event(), sessionId: "ses_other", subject_id: "sub_other", receivedAt: SENT };
    await send(client, [forged], { sessionId: "ses_other", user: "admin" });
    const [row] = await readRows(app);
    assert.is(row?.session_id, client.answer.session.id);
    assert.is(row?.subject_id, ana.id);
    assert.is(row?.received_at, app.clock());
  });

  test("takes text/plain from beacons, without a CSRF token", async ({ app }) => {
    await app.createAccount("ana");
    const client = await app.signIn("ana");
    client.cookies.delete("sereno_csrf");
    const answer = await client.post(PATH, JSON.stringify(batch([event()])), {
      headers: { "Content-Type": "text/plain;charset=UTF-8" },
    });
    assert.is(answer.status, 204);
    assert.is((await readRows(app)).length, 1);
  });

  test("stores and logs an id once, in one request or in many", async ({ app }) => {
    const [one, two] = [event(), event()];
    const client = app.client();
    assert.is((await send(client, [one, one])).status, 204);
    assert.is((await send(client, [{ ...one, message: "changed" }, two])).status, 204);
    await Promise.all([send(client, [two]), send(client, [two])]);
    const rows = await readRows(app);
    assert.equal(new Set(rows.map(({ id }) => id)), new Set([one.id, two.id]));
    assert.is(rows.length, 2);
    assert.is(rows.find(({ id }) => id === one.id)?.message, null);
    await until(async () => (await loggedEvents(app)).length >= 2);
    assert.is((await loggedEvents(app)).length, 2);
  });

  test("keeps hostile text as it is, and its log line in one line", async ({ app }) => {
    const message =
      '<img src=x onerror=alert(1)>\r\n{"event":"LOGIN_SUCCEEDED"}\u001b[31m\u2028\u202e \0 \ud800 日本';
    await send(app.client(), [{ ...event("error"), level: "error", message, data: { [message]: message } }]);
    const [row] = await readRows(app);
    assert.is(row?.message, message.replace("\0", "\ufffd").replace("\ud800", "\ufffd"));
    assert.equal(JSON.parse(row?.data ?? ""), { [message]: message });
    await until(async () => (await loggedEvents(app)).length === 1);
  });

  test("drops a token from what it logs", async ({ app }) => {
    await send(app.client(), [{ ...event("error"), message: "GET /x?token=abc123 failed" }]);
    await until(async () => (await loggedEvents(app)).length === 1);
    assert.match(JSON.stringify(await loggedEvents(app)), "token=[redacted]");
  });

  test("refuses another site, and a browser that hides where it comes from", async ({ app }) => {
    await app.createAccount("ana");
    const client = await app.signIn("ana");
    for (const headers of [
      { Origin: "https://evil.example" },
      { Origin: "null" },
      { Origin: "", "Sec-Fetch-Site": "cross-site" },
    ]) {
      const answer = await send(client, [event()], {}, headers);
      assert.is(problemOf(answer).code, "origin", JSON.stringify(headers));
    }
    assert.is((await readRows(app)).length, 0);
  });

  test("answers each kind of bad input with its code, and stores nothing of it", async ({ app }) => {
    const client = app.client();
    const cases: [string, unknown, number][] = [
      ["no JSON", "{", 400],
      ["nothing", "", 400],
      ["an array", "[]", 422],
      ["null", "null", 422],
      ["another version", batch([event()], { v: 2 }), 422],
      ["no events", batch([]), 422],
      ["51 events", batch(Array.from({ length: 51 }, () => event())), 422],
      ["a number for an id", batch([{ ...event(), id: 7 }]), 422],
      ["an id that is no UUID", batch([{ ...event(), id: "x" }]), 422],
      ["a day that does not exist", batch([{ ...event(), at: "2026-02-30T00:00:00Z" }]), 422],
      ["a type with a space", batch([{ ...event(), type: "a b" }]), 422],
      ["a level that is none", batch([{ ...event(), level: "fatal" }]), 422],
      ["a count of zero", batch([{ ...event(), count: 0 }]), 422],
      ["a count beyond the column", batch([{ ...event(), count: 2 ** 31 }]), 422],
      ["a list as data", batch([{ ...event(), data: [] }]), 422],
      ["a text of 2,049 bytes", batch([{ ...event(), message: `${"é".repeat(1024)}x` }]), 422],
      ["a long text in data", batch([{ ...event(), data: { a: ["x".repeat(2049)] } }]), 422],
      ["a long key in data", batch([{ ...event(), data: { ["k".repeat(2049)]: 1 } }]), 422],
      ["data of six levels", batch([{ ...event(), data: { a: { b: { c: { d: { e: {} } } } } } }]), 422],
      ["one bad event among good ones", batch([event(), { ...event(), type: 5 }]), 422],
    ];
    for (const [name, body, status] of cases) {
      const answer = await client.post(PATH, typeof body === "string" ? body : JSON.stringify(body), {
        headers: { "Content-Type": "application/json" },
      });
      assert.is(answer.status, status, name);
      assert.ok(problemOf(answer).requestId, name);
    }
    assert.is((await readRows(app)).length, 0);
  });

  test("takes exactly what the limits allow", async ({ app }) => {
    const largest = {
      ...event(),
      message: "é".repeat(1024),
      data: { a: { b: { c: { d: { e: 1 } } } } },
    };
    const answer = await send(app.client(), [largest, ...Array.from({ length: 49 }, () => event())]);
    assert.is(answer.status, 204, answer.text);
    assert.is((await readRows(app)).length, 50);
  });

  test("parses JSON of 8,000 levels without falling over", async ({ app }) => {
    const deep = `${'{"a":'.repeat(8_000)}1${"}".repeat(8_000)}`;
    const body = JSON.stringify(batch([{ ...event(), data: "DEEP" }])).replace('"DEEP"', deep);
    for (const text of [body, deep, "[".repeat(60_000)]) {
      const answer = await app.client().post(PATH, text, { headers: { "Content-Type": "application/json" } });
      assert.ok(answer.status === 422 || answer.status === 400, answer.text);
    }
  });

  test("stops at 64 KiB, said or not, compressed or not", async ({ app }) => {
    const client = app.client();
    const text = JSON.stringify(batch([{ ...event(), data: { a: "x".repeat(70_000) } }]));
    assert.is((await client.post(PATH, text, { headers: json })).status, 413);
    const bomb = JSON.stringify(batch([event()], { pad: "0".repeat(50_000_000) }));
    for (const [encoding, body] of [
      ["gzip", gzipSync(bomb)],
      ["br", brotliCompressSync(bomb)],
    ] as const) {
      assert.is(await postRaw(app, body, encoding), 413, encoding);
    }
    const chunked = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 40; sent++) controller.enqueue(new Uint8Array(8_192).fill(32));
        controller.close();
      },
    });
    assert.is(await postRaw(app, chunked), 413);
    assert.is((await readRows(app)).length, 0);
    assert.is((await send(client, [event()])).status, 204, "goes on as before");
  });

  test("inflates what is within the limits", async ({ app }) => {
    const body = JSON.stringify(batch([event()]));
    assert.is(await postRaw(app, gzipSync(body), "gzip"), 204);
    assert.is(await postRaw(app, brotliCompressSync(JSON.stringify(batch([event()]))), "br"), 204);
    assert.is((await readRows(app)).length, 2);
  });

  test("refuses other types and encodings, and bodies that are not what they say", async ({ app }) => {
    const body = JSON.stringify(batch([event()]));
    const client = app.client();
    const form = await client.submit(PATH, { v: "1" });
    assert.is(form.status, 415);
    assert.is((await client.send("POST", PATH)).status, 415);
    assert.is(await postRaw(app, Buffer.from(body), "zstd"), 415);
    assert.is(await postRaw(app, Buffer.from(body), "constructor"), 415);
    assert.is(await postRaw(app, Buffer.from(body), "gzip"), 400);
    assert.is(await postRaw(app, gzipSync(body).subarray(0, 40), "gzip"), 400);
    assert.is(await postRaw(app, Buffer.from([0x22, 0xff, 0xfe, 0x22])), 400);
  });

  test("survives a client that goes away in the middle", async ({ app }) => {
    const { hostname, port } = new URL(app.origin);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST ${app.config.basePath}${PATH} HTTP/1.1\r\nHost: x\r\nOrigin: ${app.origin}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"v":1,',
      () => socket.destroy(),
    );
    await new Promise((resolve) => socket.once("close", resolve));
    assert.is((await send(app.client(), [event()])).status, 204);
  });

  test("allows 120 requests a minute and session, and says how long to wait", async ({ app }) => {
    await app.createAccount("ana");
    const client = await app.signIn("ana");
    const answers = await Promise.all(Array.from({ length: 121 }, () => send(client, [event()])));
    const refused = answers.filter(({ status }) => status !== 204);
    assert.is(refused.length, 1);
    assert.is(refused[0] && problemOf(refused[0]).code, "rate_limited");
    assert.ok(Number(refused[0]?.headers.get("Retry-After")) > 0);
    assert.is((await send(app.client(), [event()])).status, 204, "another visitor of that address goes on");
  });

  test("goes on storing events, and signing people in, while the disk of sessions.log is full", async ({
    app,
  }) => {
    await app.createAccount("ana");
    const freeDisk = await fillDisk();
    try {
      assert.is((await send(app.client(), [event()])).status, 204);
      assert.is((await send(await app.signIn("ana"), [event()])).status, 204);
    } finally {
      freeDisk();
    }
    assert.is((await readRows(app)).length, 2);
  });

  test.run();
});

const json = { "Content-Type": "application/json" };

function event(type = "test"): FrontendEvent {
  return { id: crypto.randomUUID(), at: "2026-11-22T09:59:58.500Z", type };
}

function batch(events: unknown[], more: Record<string, unknown> = {}): Record<string, unknown> {
  return { v: 1, sent: SENT, events, ...more };
}

function send(
  client: TestClient,
  events: unknown[],
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  return client.post(PATH, batch(events, more), { headers });
}

async function postRaw(app: TestApp, body: Buffer | ReadableStream, encoding?: string): Promise<number> {
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    duplex: "half",
    headers: { ...json, Origin: app.origin, ...(encoding && { "Content-Encoding": encoding }) },
    body: body instanceof ReadableStream ? body : new Uint8Array(body),
  };
  const response = await fetch(app.base + PATH, init);
  await response.text();
  return response.status;
}

function readRows(app: TestApp): Promise<FrontendEventRow[]> {
  return app.database.knex(TABLES.frontendEvents);
}

async function loggedEvents(app: TestApp) {
  return (await app.readSessionLog()).filter((line) => line.event === "FRONTEND_EVENT");
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
