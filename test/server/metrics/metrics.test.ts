import { suite } from "uvu";
import * as assert from "uvu/assert";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../server/clock.ts";
import { METRICS_WINDOWS, type MetricsAnswer } from "../../../server/contract/index.ts";
import type { Database } from "../../../server/database/connect.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { createMetricsService, type MetricsService } from "../../../server/metrics/metrics.service.ts";
import { createMetricsStore } from "../../../server/metrics/metrics.store.ts";
import { startTestApp } from "../../support/app.ts";
import { problemOf } from "../../support/client.ts";
import { forEachDatabase } from "../../support/database.ts";
import { createTestClock, type TestClock } from "../../support/test-clock.ts";
import { countNaively, type History } from "./naive-metrics.ts";
import { insertHistory, makeHistory } from "./random-history.ts";

forEachDatabase((dialect, openDatabase) => {
  const count = suite<{ database: Database; clock: TestClock; metrics: MetricsService }>(
    `metrics counted on ${dialect}`,
  );

  count.before.each(async (context) => {
    context.database = await openDatabase();
    context.clock = createTestClock(Date.parse("2026-11-22T10:07:41.250Z"));
    const store = createMetricsStore(context.database);
    context.metrics = createMetricsService({ store, clock: context.clock });
  });
  count.after.each(({ database }) => database.close());

  for (const seed of [1, 2, 3]) {
    count(
      `every figure is that of a naive count, before and after hours settle (history ${seed})`,
      async (context) => {
        const { database, clock, metrics } = context;
        const history = makeHistory(seed, clock());
        await insertHistory(database, history);
        await expectNaive(metrics, history, clock());
        await metrics.settle();
        await expectNaive(metrics, history, clock());
        for (const step of [17 * MINUTE_MS, 5 * HOUR_MS, 2 * DAY_MS, 40 * DAY_MS]) {
          clock.advance(step);
          await expectNaive(metrics, history, clock());
          await metrics.settle();
          await expectNaive(metrics, history, clock());
        }
      },
    );
  }

  count("settled hours are read instead of the tables, and kept for 90 days", async (context) => {
    const { database, clock, metrics } = context;
    const history = makeHistory(4, clock());
    await insertHistory(database, history);
    await metrics.settle();
    await metrics.settle();
    const hours: number[] = await database.knex(TABLES.hourlyTallies).orderBy("hour").pluck("hour");
    assert.is(new Set(hours.map((hour, index) => hour - index * HOUR_MS)).size, 1, "no gap");
    await database
      .knex(TABLES.loginAttempts)
      .where("at", "<", clock() - 2 * DAY_MS)
      .delete();
    await expectNaive(metrics, history, clock());

    clock.advance(90 * DAY_MS);
    await metrics.settle();
    const [first = 0] = await database.knex(TABLES.hourlyTallies).orderBy("hour").pluck("hour");
    assert.ok(first >= clock() - 90 * DAY_MS - 2 * HOUR_MS);
  });

  count("a sweep that comes late changes no settled hour", async ({ database, clock, metrics }) => {
    const history = makeHistory(5, clock());
    await insertHistory(database, history);
    await metrics.settle();
    const before = await metrics.describe("90d");
    await database
      .knex(TABLES.sessions)
      .whereNull("ended_at")
      .where("idle_expires_at", "<=", clock())
      .whereRaw("idle_expires_at <= absolute_expires_at")
      .update({ ended_at: database.knex.ref("idle_expires_at"), end_reason: "expired_idle" });
    assert.equal(await metrics.describe("90d"), before);
  });

  count.run();

  const document = suite(`metrics document on ${dialect}`);

  document("is for superusers, and for windows that exist", async () => {
    const app = await startTestApp(dialect);
    try {
      await app.createAccount("ana");
      await app.createAccount("admin", ["superuser"]);
      const path = "/api/admin/metrics";
      assert.is((await app.client().get(path)).status, 401);
      assert.is(problemOf(await (await app.signIn("ana")).get(path)).code, "forbidden");
      const admin = await app.signIn("admin");
      assert.is((await admin.get<MetricsAnswer>(path)).body.window, "24h");
      for (const window of METRICS_WINDOWS) {
        const { status, body } = await admin.get<MetricsAnswer>(`${path}?window=${window}`);
        assert.is(status, 200);
        assert.is(body.window, window);
        assert.ok(body.series.length >= 12 && body.series.length <= 91);
      }
      assert.is(problemOf(await admin.get(`${path}?window=2h`)).code, "invalid");
    } finally {
      await app.close();
    }
  });

  document("tells of sign-ins, failures, ends and expiry as they happen", async () => {
    const app = await startTestApp(dialect);
    try {
      await app.createAccount("ana");
      await app.createAccount("admin", ["superuser"]);
      const ana = await app.signIn("ana");
      await app.signIn("ana");
      await app.client().post("/api/auth/login", { username: "ana", password: "wrong" });
      app.clock.advance(30 * MINUTE_MS);
      await ana.post("/api/auth/logout");
      app.clock.advance(95 * MINUTE_MS);
      const admin = await app.signIn("admin");
      const { body } = await admin.get<MetricsAnswer>("/api/admin/metrics?window=24h");
      assert.equal(body.active, { total: 1, signedIn: 1, anonymous: 0 });
      assert.equal(body.byUser, [{ user: "admin", count: 1 }]);
      assert.equal(body.byDevice, [{ device: "desktop", count: 1 }]);
      assert.equal(body.endsByReason, { manual: 1, expired_idle: 1 });
      assert.is(body.expiredLastHour, 1);
      assert.is(body.averageDurationSeconds, 75 * 60);
      assert.equal(body.logins, { succeeded: 3, failed: 1, successRate: 0.75 });
      assert.equal(
        body.series.slice(-3).map(({ started, ended, active }) => [started, ended, active]),
        [
          [2, 1, 1],
          [0, 0, 1],
          [1, 1, 1],
        ],
      );
    } finally {
      await app.close();
    }
  });

  document.run();
});

async function expectNaive(metrics: MetricsService, history: History, now: number): Promise<void> {
  for (const window of METRICS_WINDOWS) {
    const naive = countNaively(history, window, now);
    const answer = await metrics.describe(window);
    assert.equal(sorted(answer), sorted(naive), `${window} at ${naive.generatedAt}`);
  }
}

/** Devices that are equally frequent may stand in any order. */
function sorted(answer: MetricsAnswer): MetricsAnswer {
  return { ...answer, byDevice: answer.byDevice.toSorted((a, b) => (a.device < b.device ? -1 : 1)) };
}
