import { once } from "node:events";
import { PassThrough } from "node:stream";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { runCommandLine } from "../../../server/commands/run-command-line.ts";
import { startTestApp, type TestApp } from "../../support/app.ts";
import { environmentOf, spawnCommand } from "../../support/command-line.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openEvents } from "../../support/event-reader.ts";

const ESC = "\u{1b}";

forEachDatabase((dialect) => {
  const test = suite<{ app: TestApp }>(`commands beside a running server on ${dialect}`);

  test.before.each(async (context) => {
    context.app = await startTestApp(dialect);
    context.app.clock.advance(Date.now() - context.app.clock());
    await context.app.createAccount("ana");
  });
  test.after.each(async ({ app }) => {
    // Also when an assertion has failed: a monitor runs until it is interrupted.
    for (const screen of screens.splice(0)) {
      screen.interrupt();
      await screen.code;
    }
    await app.close();
  });

  test("the monitor redraws what changes on a screen of its own, and restores the terminal", async ({
    app,
  }) => {
    const screen = startMonitor(app, { columns: 100, rows: 24 });
    await screen.until("0 active");
    assert.ok(screen.text().startsWith(`${ESC}[?1049h${ESC}[?25l`), "alternate screen, no cursor");
    const ana = await app.signIn("ana");
    await screen.until("1 active");
    assert.match(screen.text(), /ana +Firefox on Linux.* 127\.0\.0\.1/);
    await ana.post("/api/auth/logout", {});
    await screen.until("manual 1");
    screen.interrupt();
    assert.is(await screen.code, 0);
    assert.ok(screen.text().endsWith(`${ESC}[?25h${ESC}[?1049l`), "cursor and screen are back");
  });

  test("the monitor fits a small terminal, and what users chose cannot write to it", async ({ app }) => {
    await app.createAccount("evil");
    for (let turn = 0; turn < 5; turn++) await app.signIn("ana");
    const evil = await app.signIn("evil");
    await app.database
      .knex("sereno_sessions")
      .where({ id: evil.answer.session.id })
      .update({ device_label: `${ESC}[2J\u{202e}gnp.exe` });
    const screen = startMonitor(app, { columns: 40, rows: 12 });
    await screen.until("Ctrl-C");
    screen.interrupt();
    await screen.code;
    const drawn = screen.text().replaceAll(new RegExp(`${ESC}\\[(\\?\\d+[hl]|H|K|J)`, "gu"), "");
    assert.not.ok(drawn.includes(ESC) || drawn.includes("\u{202e}"), drawn);
    assert.match(drawn, "\u{fffd}");
    for (const line of drawn.split("\n")) assert.ok(line.length <= 40, line);
    assert.ok(drawn.split("\n").length <= 12, drawn);
  });

  test("an end by a command in another process reaches the open page within a second", async ({ app }) => {
    const ana = await app.signIn("ana");
    const events = await openEvents(`${app.base}/api/events`, {
      Cookie: `sereno_sid=${ana.cookies.get("sereno_sid")}`,
    });
    await events.next("session");
    const told = events.next("session-ended").then((event) => ({ event, at: performance.now() }));
    const { code, stdout, stderr } = await spawnCommand(app, [
      "sessions",
      "end",
      "--user",
      "ana",
      "--reason",
      "Moved out",
    ]);
    const exitedAt = performance.now();
    assert.equal([code, stdout, stderr], [0, "Ended 1 session.\n", ""]);
    const { event, at } = await told;
    assert.equal([event.endReason, event.endMessage], ["forced", "Moved out"]);
    assert.ok(at - exitedAt < 1_000, `told ${Math.round(at - exitedAt)} ms after`);
    assert.is((await ana.get("/api/session")).status, 401);
  });

  test("a password comes through a pipe", async ({ app }) => {
    const { code, stderr } = await spawnCommand(app, ["user", "add", "luis"], "a long enough password\n");
    assert.equal([code, stderr], [0, ""]);
    const credentials = { username: "luis", password: "a long enough password" };
    assert.is((await app.client().post("/api/auth/login", credentials)).status, 200);
    const short = await spawnCommand(app, ["user", "add", "eva"], "short\n");
    assert.is(short.code, 1);
    assert.match(short.stderr, /12 characters/);
  });

  test.run();
});

const screens: { code: Promise<number>; interrupt(): void }[] = [];

/** The monitor on a terminal of that size. */
function startMonitor(app: TestApp, size: { columns: number; rows: number }) {
  const output = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, ...size });
  let text = "";
  output.on("data", (chunk) => (text += chunk));
  const interrupt = new AbortController();
  const code = runCommandLine({
    arguments: ["sessions", "monitor"],
    environment: environmentOf(app),
    terminal: {
      output: output as unknown as NodeJS.WriteStream,
      readPassword: () => Promise.reject(new Error("nothing to ask")),
      onInterrupt: () => interrupt.signal,
    },
    errors: new PassThrough(),
    serve: () => Promise.reject(new Error("not here")),
  });
  const screen = {
    code,
    text: () => text,
    interrupt: () => interrupt.abort(),
    async until(part: string): Promise<void> {
      while (!text.includes(part)) await once(output, "data");
    },
  };
  screens.push(screen);
  return screen;
}
