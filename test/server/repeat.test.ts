import { suite } from "uvu";
import * as assert from "uvu/assert";
import { repeat } from "../../server/repeat.ts";

const HOUR_MS = 3_600_000;

const test = suite("repeated work");

/** What is repeated keeps no process alive. */
let alive: NodeJS.Timeout;
test.before(() => void (alive = setInterval(() => {}, HOUR_MS)));
test.after(() => clearInterval(alive));

test("begins sooner than it goes on, where told so", async () => {
  let stop = async () => {};
  await new Promise<void>((begun) => {
    stop = repeat(
      HOUR_MS,
      async () => begun(),
      () => assert.unreachable(),
      1,
    );
  });
  await stop();
});

test("goes on after a failure, and tells of it", async () => {
  const errors: unknown[] = [];
  let runs = 0;
  let stop = async () => {};
  await new Promise<void>((twice) => {
    const work = async () => {
      runs++;
      if (runs === 2) twice();
      throw new Error(`run ${runs}`);
    };
    stop = repeat(1, work, (error) => errors.push(String(error)));
  });
  await stop();
  assert.is(errors[0], "Error: run 1");
});

test("waits for what is under way when it is stopped, and does nothing more", async () => {
  let runs = 0;
  let finish = () => {};
  let stop = async () => {};
  await new Promise<void>((begun) => {
    const work = () =>
      new Promise<void>((done) => {
        runs++;
        finish = done;
        begun();
      });
    stop = repeat(1, work, () => assert.unreachable());
  });
  let hasStopped = false;
  const stopped = stop().then(() => (hasStopped = true));
  await Promise.resolve();
  assert.not.ok(hasStopped);
  finish();
  await stopped;
  assert.is(runs, 1);
});

test.run();
