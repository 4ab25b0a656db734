import type { Context } from "koa";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createRequestStatistics } from "../../../server/debug/request-statistics.ts";
import { createTestClock } from "../../support/test-clock.ts";

const test = suite("request statistics");

test("counts by status class, and keeps the slowest and the last error", async () => {
  const { statistics, request } = recorder();
  await request({ path: "/a", status: 200 });
  await request({ path: "/b", status: 204, waits: true });
  await request({ path: "/c", status: 404 });
  await request({ path: "/d", status: 500 });
  await request({ path: "/e", status: 304 });
  const { byStatusClass, meanMs, slowest, lastError } = statistics.find("ses_1");
  assert.equal(byStatusClass, { "2xx": 2, "3xx": 1, "4xx": 1, "5xx": 1 });
  assert.ok(meanMs !== null && meanMs >= 0);
  assert.is(slowest?.path, "/b");
  assert.ok((slowest?.ms ?? 0) >= meanMs);
  assert.equal(lastError, { path: "/d", status: 500, at: "2026-11-22T10:00:00.000Z" });
});

test("counts what threw, and lets it through", async () => {
  const { statistics, request } = recorder();
  try {
    await request({ path: "/a", status: 500, error: new Error("broken") });
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).message, "broken");
  }
  assert.equal(statistics.find("ses_1").byStatusClass, { "5xx": 1 });
});

test("keeps sessions apart, counts nobody's requests nowhere, and leaves itself out", async () => {
  const { statistics, request } = recorder();
  await request({ path: "/a", status: 200 });
  await request({ path: "/a", status: 200, session: "ses_2" });
  await request({ path: "/a", status: 200, session: "" });
  await request({ path: "/own", status: 200 });
  assert.equal(statistics.find("ses_1").byStatusClass, { "2xx": 1 });
  assert.equal(statistics.find("ses_2").byStatusClass, { "2xx": 1 });
  const nothing = { byStatusClass: {}, meanMs: null, slowest: null, lastError: null };
  assert.equal(statistics.find(""), nothing);
  statistics.forget("ses_1");
  assert.equal(statistics.find("ses_1"), nothing);
});

test("remembers a bounded number of sessions, the silent ones go first", async () => {
  const { statistics, request } = recorder(3);
  for (const session of ["ses_1", "ses_2", "ses_3", "ses_1", "ses_4"]) {
    await request({ path: "/a", status: 200, session });
  }
  assert.equal(statistics.find("ses_2").byStatusClass, {});
  assert.equal(statistics.find("ses_1").byStatusClass, { "2xx": 2 });
  assert.equal(statistics.find("ses_4").byStatusClass, { "2xx": 1 });
});

test("keeps paths short and without their query", async () => {
  const { statistics, request } = recorder();
  await request({ path: `/${"x".repeat(5_000)}`, status: 400 });
  assert.is(statistics.find("ses_1").lastError?.path.length, 200);
});

test.run();

interface FakeRequest {
  path: string;
  status: number;
  session?: string;
  error?: Error;
  /** Takes a moment. */
  waits?: boolean;
}

function recorder(capacity?: number) {
  const statistics = createRequestStatistics({
    clock: createTestClock(),
    findSessionId: (ctx) => ctx.state.session || undefined,
    isExcluded: (path) => path === "/own",
    ...(capacity !== undefined && { capacity }),
  });
  async function request({ path, status, session = "ses_1", error, waits }: FakeRequest): Promise<void> {
    const ctx = { path, status, state: { session } } as unknown as Context;
    await statistics.middleware(ctx, async () => {
      if (waits) await new Promise((resolve) => setTimeout(resolve, 5));
      if (error) throw error;
    });
  }
  return { statistics, request };
}
