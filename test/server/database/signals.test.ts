import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { connectDatabase } from "../../../server/database/connect.ts";
import { createSignals } from "../../../server/database/signals.ts";
import { createEmptyDatabase } from "../../support/database.ts";

const RECONNECT_MS = 20;
/** So many are watched. */
const TRIES = 8;

const signals = suite("signals");

signals(
  "a PostgreSQL that is away is tried at a steady pace, until it is back or the server stops",
  async () => {
    const { url, drop } = await createEmptyDatabase("postgresql");
    const database = connectDatabase(url);
    const door = await openDoor(new URL(url));
    const listening = createSignals("postgresql", database.knex, door.url, RECONNECT_MS);
    try {
      let news = 0;
      listening.onUnknown(() => news++);
      await listening.start(() => undefined);

      door.shut();
      const begun = performance.now();
      while (door.refused < TRIES) await pause(RECONNECT_MS);
      const most = (performance.now() - begun) / RECONNECT_MS + 1;
      assert.ok(door.refused <= most, `${door.refused} tries, ${most} at most`);

      door.open();
      while (news === 0) await pause(RECONNECT_MS);
      assert.is(news, 1, "what was missed meanwhile is read again, once");

      door.shut();
      await pause(3 * RECONNECT_MS);
      await listening.stop();
      const { refused } = door;
      await pause(5 * RECONNECT_MS);
      assert.ok(door.refused <= refused + 1, "a try under way when the server stops is the last one");
    } finally {
      await listening.stop();
      await door.close();
      await database.close();
      await drop();
    }
  },
);

signals("listening to a PostgreSQL that is not there fails, and nothing goes on behind that", async () => {
  const door = await openDoor(new URL("postgres://nobody@127.0.0.1:1/none"));
  door.shut();
  const database = connectDatabase(door.url);
  const listening = createSignals("postgresql", database.knex, door.url, RECONNECT_MS);
  const error = await listening.start(() => undefined).catch((reason: unknown) => reason);
  assert.instance(error, Error);
  await pause(5 * RECONNECT_MS);
  assert.is(door.refused, 1);
  await listening.stop();
  await database.close();
  await door.close();
});

signals.run();

/** A port of its own before a PostgreSQL, which may close every connection at once. */
async function openDoor(target: URL) {
  const sockets = new Set<Socket>();
  let isOpen = true;
  let refused = 0;
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    if (!isOpen) {
      refused++;
      socket.destroy();
      return;
    }
    const inner = connect(Number(target.port), target.hostname);
    inner.on("error", () => undefined);
    inner.on("close", () => socket.destroy());
    socket.on("close", () => inner.destroy());
    sockets.add(socket);
    socket.pipe(inner).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    get refused() {
      return refused;
    },
    open() {
      isOpen = true;
    },
    shut() {
      isOpen = false;
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
