import { suite } from "uvu";
import * as assert from "uvu/assert";
import { migrate } from "../../../server/database/migrate.ts";
import { createMetricsService } from "../../../server/metrics/metrics.service.ts";
import { createMetricsStore } from "../../../server/metrics/metrics.store.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openFirstSchema } from "../../support/first-schema.ts";
import { countNaively } from "../metrics/naive-metrics.ts";
import { insertHistory, makeHistory } from "../metrics/random-history.ts";

const NOW = Date.parse("2026-11-22T10:07:41.250Z");

forEachDatabase((dialect) => {
  const test = suite(`migration to metrics on ${dialect}`);

  test("counts the history that the first release left", async () => {
    const database = await openFirstSchema(dialect);
    const history = makeHistory(6, NOW);
    await insertHistory(database, history);
    await migrate(database);
    const metrics = createMetricsService({ store: createMetricsStore(database), clock: () => NOW });
    await metrics.settle();
    const { series, consent, logins } = await metrics.describe("90d");
    const naive = countNaively(history, "90d", NOW);
    assert.equal(
      { series, consent, logins },
      { series: naive.series, consent: naive.consent, logins: naive.logins },
    );
    await database.close();
  });

  test.run();
});
