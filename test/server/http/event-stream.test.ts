import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import Koa, { type Context } from "koa";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EventStream, eventStreams, openEventStream } from "../../../server/http/event-stream.ts";
import { isDisconnect } from "../../../server/http/on-error.ts";

const CHUNK = "x".repeat(64 * 1024);
/** 64 MiB: more than what the system itself buffers for a connection. */
const CHUNKS = 1_024;

const streams = suite("event stream");

streams("lets go of a reader that has stalled, which is nothing to log", async () => {
  const app = new Koa();
  const errors: unknown[] = [];
  app.on("error", (error) => errors.push(error));
  app.use(eventStreams());
  const opened = new Promise<EventStream>((resolve) => {
    app.use((ctx) => resolve(openEventStream(ctx)));
  });
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const reader = connect((server.address() as AddressInfo).port, "127.0.0.1");
  reader.on("error", () => undefined);
  reader.pause();
  reader.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const stream = await opened;
  let isClosed = false;
  stream.onClose(() => (isClosed = true));

  for (let sent = 0; sent < CHUNKS && !isClosed; sent++) {
    stream.send("session", CHUNK);
    await turn();
  }
  assert.ok(isClosed, "it waits for ever");
  const connections = await new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  assert.is(connections, 0);
  assert.ok(errors.every(isDisconnect), errors.map(String).join());

  reader.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

streams("an answer that became another one is no stream", async () => {
  const { origin, close } = await serve((ctx) => {
    openEventStream(ctx).send("session", {});
    ctx.status = 503;
    ctx.body = { code: "unavailable" };
  });
  const response = await fetch(origin);
  assert.is(response.status, 503);
  assert.equal(await response.json(), { code: "unavailable" });
  await close();
});

streams("a client that has left is told of at once, too", async () => {
  let resolve: (stream: EventStream) => void;
  const opened = new Promise<EventStream>((settle) => (resolve = settle));
  const { origin, close } = await serve(async (ctx) => {
    const left = once(ctx.res, "close");
    ctx.req.socket.destroy();
    await left;
    resolve(openEventStream(ctx));
  });
  await fetch(origin).catch(() => undefined);
  let isTold = false;
  (await opened).onClose(() => (isTold = true));
  assert.ok(isTold);
  await close();
});

streams("HEAD gets the headers, and an end", async () => {
  const { origin, close } = await serve((ctx) => openEventStream(ctx).send("session", {}));
  const response = await fetch(origin, { method: "HEAD" });
  assert.is(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  assert.is(await response.text(), "");
  await close();
});

streams.run();

async function serve(answer: (ctx: Context) => void | Promise<void>) {
  const app = new Koa();
  app.use(eventStreams());
  app.use(answer);
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
