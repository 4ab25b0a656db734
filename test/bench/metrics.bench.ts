import { DAY_MS } from "../../server/clock.ts";
import { METRICS_WINDOWS } from "../../server/contract/index.ts";
import { createMetricsService } from "../../server/metrics/metrics.service.ts";
import { createMetricsStore } from "../../server/metrics/metrics.store.ts";
import { openDatabase } from "../support/database.ts";
import { type Bench, type BenchRow, median } from "./bench.ts";
import { fillSessions } from "./bulk-sessions.ts";

const SESSIONS = 1_000_000;
const OPEN = 20_000;
const ROUNDS = 15;
const NOW = Date.parse("2026-11-22T10:20:30.000Z");

/** From the database's answer to the finished document, nothing cached; and once with no hour settled yet. */
export const metrics: Bench = {
  title: `Metrics document at ${SESSIONS.toLocaleString("en")} sessions of 180 days, ${OPEN.toLocaleString("en")} open: SQLite`,
  async run(progress) {
    const database = await openDatabase("sqlite");
    try {
      progress("filling the table");
      await fillSessions(database, {
        count: SESSIONS,
        open: OPEN,
        users: 5_000,
        from: NOW - 180 * DAY_MS,
        until: NOW,
      });
      const service = createMetricsService({ store: createMetricsStore(database), clock: () => NOW });
      const unsettled = await time(() => service.describe("90d"));
      progress("settling the hours");
      const settling = await time(service.settle);
      const rows: BenchRow[] = [];
      for (const window of METRICS_WINDOWS) {
        progress(`window ${window}`);
        const rounds: number[] = [];
        for (let round = 0; round < ROUNDS; round++) rounds.push(await time(() => service.describe(window)));
        rows.push({
          name: window,
          figures: { "median ms": median(rounds), "slowest ms": Math.max(...rounds), bar: "≤ 50" },
        });
      }
      rows.push({ name: "90d before any hour is settled", figures: { "median ms": unsettled } });
      rows.push({ name: "settling 90 days, once", figures: { "median ms": settling } });
      return rows;
    } finally {
      await database.close();
    }
  },
};

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
