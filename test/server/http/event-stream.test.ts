import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import Koa from "koa";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type EventStream, openEventStream } from "../../../server/http/event-stream.ts";
import { isDisconnect } from "../../../server/http/on-error.ts";

const CHUNK = "x".repeat(64 * 1024);
/** 64 MiB: more than what the system itself buffers for a connection. */
const CHUNKS = 1_024;

const streams = suite("event stream");

streams("lets go of a reader that has stalled, which is nothing to log", async () => {
  const app = new Koa();
  const errors: unknown[] = [];
  app.on("error", (error) => errors.push(error));
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
  assert.ok(errors.length > 0, "Koa tells of it");
  assert.ok(errors.every(isDisconnect), errors.map(String).join());

  reader.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

streams.run();
