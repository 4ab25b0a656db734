import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Outcome } from "./outcome.ts";
import { ROOT } from "./run-command.ts";
import { runUvuFile } from "./uvu-files.ts";

const CACHE = join(ROOT, "node_modules/.cache/sereno");
const IMPORT = `import { suite } from "uvu"; const planted = suite("planted");`;
const PASSING = `planted("passes", () => {});`;

const guards = suite("guards of the test run");
let folder: string;

guards.before(async () => {
  await mkdir(CACHE, { recursive: true });
  folder = await mkdtemp(join(CACHE, "planted-"));
});

guards.after(() => rm(folder, { recursive: true }));

guards("counts what passed and what failed", async () => {
  const outcome = await run(
    `${IMPORT} ${PASSING} planted("fails", () => { throw new Error("no"); }); planted.run();`,
  );
  assert.is(outcome.passed, 1);
  assert.is(outcome.failed, 1);
  assert.match(outcome.output, /FAIL.*fails/);
});

guards("accepts a file whose suites all run", async () => {
  const outcome = await run(`${IMPORT} ${PASSING} planted.run();`);
  assert.is(outcome.passed, 1);
  assert.is(outcome.failed, 0);
});

guards("fails a file that never calls .run(), also when a comment does", async () => {
  const outcome = await run(`${IMPORT} ${PASSING} /* planted.run() */`);
  assert.is(outcome.failed, 1);
  assert.match(outcome.output, /No \.run\(\)/);
});

guards("fails a file that runs one of its two suites", async () => {
  const outcome = await run(`${IMPORT} const other = suite("other"); ${PASSING} planted.run();`);
  assert.is(outcome.failed, 1);
  assert.match(outcome.output, /2 suites but only 1/);
});

guards("fails a suite without tests", async () => {
  const outcome = await run(`${IMPORT} planted.run();`);
  assert.is(outcome.failed, 1);
  assert.match(outcome.output, /No test ran/);
});

guards("fails a skipped test", async () => {
  const outcome = await run(`${IMPORT} ${PASSING} planted.skip("later", () => {}); planted.run();`);
  assert.is(outcome.failed, 1);
  assert.match(outcome.output, /remove \.skip/);
});

guards("fails a hook that throws, which uvu swallows", async () => {
  const outcome = await run(
    `${IMPORT} planted.before(() => { throw new Error("no"); }); ${PASSING} planted.run();`,
  );
  assert.is(outcome.failed, 1);
  assert.match(outcome.output, /hook threw/);
});

guards("fails a file that breaks before its tests", async () => {
  const outcome = await run(`${IMPORT} ${PASSING} planted.run(); await import("./missing.ts");`);
  assert.is(outcome.failed, 1);
  assert.match(outcome.output, /ended before its tests did/);
});

guards("stops and fails a test that hangs", async () => {
  const outcome = await run(
    `${IMPORT} planted("hangs", () => new Promise((f) => setTimeout(f, 1e9))); planted.run();`,
    3_000,
  );
  assert.is(outcome.failed, 1);
  assert.match(outcome.output, /ran longer than 3 s and was stopped/);
});

guards.run();

async function run(source: string, limitMs = 60_000): Promise<Outcome> {
  const file = join(folder, "planted.test.ts");
  await writeFile(file, source);
  return runUvuFile(file, limitMs);
}
