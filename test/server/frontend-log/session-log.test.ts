import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createSessionLog, type SessionLogOptions } from "../../../server/frontend-log/session-log.ts";
import type { JournalEntry } from "../../../server/journal.ts";
import { redact } from "../../../server/redact.ts";
import { fillDisk } from "../../support/full-disk.ts";
import { createTestClock } from "../../support/test-clock.ts";

interface Context {
  folder: string;
  /** What the server's own log was told. */
  reports: Record<string, unknown>[];
  options: SessionLogOptions;
}

const test = suite<Context>("sessions.log");

test.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "sereno-log-"));
  context.reports = [];
  const logger = pino({}, { write: (line) => context.reports.push(JSON.parse(line)) });
  context.options = { folder: join(context.folder, "logs"), logger, clock: createTestClock(), redact };
});
test.after.each(({ folder }) => rm(folder, { recursive: true, force: true }));

test("holds one JSON object a line, in order, for the owner's eyes only", async ({ options }) => {
  const log = createSessionLog(options);
  for (let index = 0; index < 300; index++) log.write(entry({ data: { index } }));
  await log.close();
  const lines = await readLines(options.folder);
  assert.equal(
    lines.map((line) => line.data.index),
    Array.from({ length: 300 }, (_, index) => index),
  );
  assert.is(lines[0]?.event, "LOGOUT");
  assert.is(lines[0]?.time, "2026-11-22T10:00:00.000Z");
  assert.is((await stat(join(options.folder, "sessions.log"))).mode & 0o777, 0o600);
});

test("takes a file that others could read for its own", async ({ options }) => {
  await mkdir(options.folder);
  const file = join(options.folder, "sessions.log");
  await writeFile(file, '{"event":"EARLIER"}\n');
  await chmod(file, 0o644);
  const log = createSessionLog(options);
  log.write(entry());
  await log.close();
  assert.equal(
    (await readLines(options.folder)).map(({ event }) => event),
    ["EARLIER", "LOGOUT"],
  );
  assert.is((await stat(file)).mode & 0o777, 0o600);
});

test("cannot be made to forge a line, or to steer a terminal", async ({ options }) => {
  const hostile =
    'x\r\n{"event":"LOGIN_SUCCEEDED"}\u001b[2J\u0000\u0085\u2028\u2029\u202e\u200f\u2066\ufeff\u{e0041}é日';
  const log = createSessionLog(options);
  log.write(entry({ actor: hostile, data: { message: hostile, [hostile]: 1 } }));
  await log.close();
  const text = await readFile(join(options.folder, "sessions.log"), "utf8");
  assert.is(text.split("\n").length, 2);
  assert.not.match(text.slice(0, -1), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  assert.match(text, "\\u202e");
  assert.match(text, "é日");
  assert.is(JSON.parse(text).data.message, hostile, "nothing is lost by it");
});

test("never holds a token, a cookie's value or a password", async ({ options }) => {
  const log = createSessionLog(options);
  const token = "qZ3vT9xLm2Kc8RbW5yHdN7sPfJ4gA6tEuV1oXiYkQwM";
  log.write(
    entry({
      data: {
        password: "hunter2",
        cookie: `sereno_sid=${token}`,
        message: `GET /reset?token=abc123 with Bearer ${token}`,
      },
    }),
  );
  await log.close();
  const text = await readFile(join(options.folder, "sessions.log"), "utf8");
  for (const secret of ["hunter2", token, "abc123"]) assert.not.ok(text.includes(secret), secret);
});

test("puts the file aside by size, the active one keeps its name", async ({ options }) => {
  const log = createSessionLog({ ...options, rotateAt: "1K" });
  for (let index = 0; index < 5; index++) {
    log.write(entry({ data: { text: "x ".repeat(600) } }));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await log.close();
  const names = await readdir(options.folder);
  const old = names.filter((name) => /^sessions-\d{4}-\d\d-\d\d-\d+\.log$/.test(name));
  assert.ok(old.length >= 4, names.join());
  assert.ok(names.includes("sessions.log"));
  for (const name of old) assert.is((await stat(join(options.folder, name))).mode & 0o777, 0o600, name);
});

test("puts the file of another day aside when it starts", async ({ options }) => {
  await mkdir(options.folder);
  const file = join(options.folder, "sessions.log");
  await writeFile(file, '{"event":"EARLIER"}\n');
  await utimes(file, new Date("2026-01-02T12:00:00Z"), new Date("2026-01-02T12:00:00Z"));
  const log = createSessionLog(options);
  log.write(entry());
  await log.close();
  assert.equal(
    (await readLines(options.folder)).map(({ event }) => event),
    ["LOGOUT"],
  );
  assert.ok((await readdir(options.folder)).includes("sessions-2026-01-02-1.log"));
});

test("says once in a while that it cannot write, and goes on when it can", async ({
  options,
  folder,
  reports,
}) => {
  await writeFile(join(folder, "logs"), "a file where the folder should be");
  const clock = createTestClock();
  const log = createSessionLog({ ...options, clock });
  for (let index = 0; index < 50; index++) {
    log.write(entry());
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.is(reports.length, 1);
  assert.match(String(reports[0]?.msg), "cannot be written");
  await rm(join(folder, "logs"));
  clock.advance(6_000);
  log.write(entry({ target: "after" }));
  await log.close();
  assert.equal(
    (await readLines(options.folder)).map(({ target }) => target),
    ["after"],
  );
  assert.is(reports.at(-1)?.lost, 50);
});

test("survives a file that fails after it was opened", async ({ options, reports }) => {
  await mkdir(options.folder);
  await symlink(tmpdir(), join(options.folder, "sessions.log"));
  const clock = createTestClock();
  const log = createSessionLog({ ...options, clock });
  log.write(entry());
  await until(() => reports.length > 0);
  log.write(entry());
  await rm(join(options.folder, "sessions.log"));
  clock.advance(6_000);
  log.write(entry({ target: "after" }));
  await log.close();
  assert.equal(
    (await readLines(options.folder)).map(({ target }) => target),
    ["after"],
  );
});

test("a full disk stops nothing, is reported with what it costs, and spoils no line that comes later", async ({
  options,
  reports,
}) => {
  const clock = createTestClock();
  const log = createSessionLog({ ...options, clock });
  const written = async () => (await readFile(join(options.folder, "sessions.log"), "utf8")).length > 0;
  log.write(entry({ target: "before" }));
  while (!(await written().catch(() => false))) await new Promise((resolve) => setImmediate(resolve));

  const freeDisk = await fillDisk();
  try {
    log.write(entry({ target: "cut off in the middle" }));
    await until(() => reports.length > 0);
    log.write(entry({ target: "while it is full" }));
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(61_000);
    log.write(entry({ target: "at the next attempt" }));
    await until(() => reports.length > 1);
  } finally {
    freeDisk();
  }
  assert.equal(
    reports.map(({ msg, lost, err }) => [msg, lost, (err as { code?: string }).code]),
    [1, 3].map((lost) => ["sessions.log cannot be written", lost, "ENOSPC"]),
    "and it is not said to be written again while it is not",
  );

  clock.advance(6_000);
  log.write(entry({ target: "after" }));
  await log.close();
  const lines = (await readFile(join(options.folder, "sessions.log"), "utf8")).trimEnd().split("\n");
  assert.is(JSON.parse(lines[0] ?? "").target, "before");
  assert.throws(() => JSON.parse(lines[1] ?? ""), "half a line: the disk took no more");
  assert.is(JSON.parse(lines.at(-1) ?? "").target, "after");
  assert.match(String(reports.at(-1)?.msg), "written again");
  assert.is(reports.at(-1)?.lost, 3);
});

test.run();

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

function entry(fields: Partial<JournalEntry> = {}): JournalEntry {
  const at = Date.parse("2026-11-22T10:00:00Z");
  return { at, action: "LOGOUT", actor: "sub_1", target: "ses_1", ...fields };
}

interface Line {
  time: string;
  event: string;
  target: string;
  data: Record<string, unknown>;
}

async function readLines(folder: string): Promise<Line[]> {
  const text = await readFile(join(folder, "sessions.log"), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
