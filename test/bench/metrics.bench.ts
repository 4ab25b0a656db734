import { DAY_MS } from "../../server/clock.ts";
import { METRICS_WINDOWS } from "../../server/contract/index.ts";
import type { Database } from "../../server/database/connect.ts";
import { TABLES } from "../../server/database/tables.ts";
import { createMetricsService } from "../../server/metrics/metrics.service.ts";
import { createMetricsStore } from "../../server/metrics/metrics.store.ts";
import { openDatabase } from "../support/database.ts";
import { type Bench, type BenchRow, median } from "./bench.ts";
import { fillSessions } from "./fill-sessions.ts";

const SESSIONS = 1_000_000;
const ROUNDS = 15;
const NOW = Date.parse("2026-11-22T10:20:30.000Z");

/** From the question to the finished document, nothing cached; and once with no hour settled yet. */
export const metrics: Bench = {
  title: `Metrics document at ${SESSIONS.toLocaleString("en")} sessions and sign-ins: SQLite, ${ROUNDS} rounds`,
  async run(progress) {
    const database = await openDatabase("sqlite");
    try {
      progress("filling the tables");
      await fillSessions(database, SESSIONS, NOW);
      await fillLoginAttempts(database);
      return await measure(database, progress);
    } finally {
      await database.close();
    }
  },
};

async function measure(database: Database, progress: (text: string) => void): Promise<BenchRow[]> {
  const service = createMetricsService({ store: createMetricsStore(database), clock: () => NOW });
  const unsettled = await time(() => service.describe("90d"));
  progress("settling the hours");
  const settling = await time(service.settle);
  const rows: BenchRow[] = [];
  for (const window of METRICS_WINDOWS) {
    progress(`window ${window}`);
    rows.push({ name: window, figures: await measureWindow(() => service.describe(window)) });
  }
  rows.push({ name: "90d before any hour is settled", figures: { "median ms": unsettled } });
  rows.push({ name: "settling 90 days, once", figures: { "median ms": settling } });
  return rows;
}

/** The processor time tells the cost without what else the machine does. */
async function measureWindow(describe: () => Promise<unknown>): Promise<BenchRow["figures"]> {
  const rounds: number[] = [];
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) rounds.push(await time(describe));
  const { user, system } = process.cpuUsage(before);
  return {
    "median ms": median(rounds),
    "slowest ms": Math.max(...rounds),
    "CPU ms": (user + system) / 1_000 / ROUNDS,
    bar: "≤ 50",
  };
}

/** As many attempts in ninety days as sessions, one in eight failed. */
async function fillLoginAttempts({ knex }: Database): Promise<void> {
  const step = Math.floor((90 * DAY_MS) / SESSIONS);
  await knex.raw(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
     INSERT INTO ${TABLES.loginAttempts} (id, at, identifier_hash, outcome, ip_address, user_agent)
     SELECT printf('att_%022d', i), CAST(:now AS INTEGER) - i * :step, 'hash',
       CASE WHEN i % 8 = 0 THEN 'failed' ELSE 'succeeded' END, '192.0.2.1', 'bench' FROM n`,
    { count: SESSIONS, now: NOW, step },
  );
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
