import { suite } from "uvu";
import * as assert from "uvu/assert";
import { migrate } from "../../../server/database/migrate.ts";
import { type FrontendEventRow, TABLES } from "../../../server/database/tables.ts";
import { createFrontendEventStore } from "../../../server/frontend-log/frontend-events.store.ts";
import { deleteEventsOf } from "../../../server/frontend-log/frontend-log.store.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openFirstSchema } from "../../support/first-schema.ts";

const START = Date.parse("2026-11-20T10:00:00Z");
const EVENTS = 1_000;
const ROWS_PER_INSERT = 100;

forEachDatabase((dialect) => {
  const test = suite(`migration to lists of frontend events on ${dialect}`);

  test("keeps every event that the first release stored, and finds it by type and person", async () => {
    const database = await openFirstSchema(dialect);
    const { knex } = database;
    const rows = Array.from({ length: EVENTS }, (_, index) => createRow(index));
    await knex.batchInsert(TABLES.frontendEvents, rows, ROWS_PER_INSERT);
    await migrate(database);

    const stored: FrontendEventRow[] = await knex(TABLES.frontendEvents).orderBy("received_at");
    assert.equal(stored, rows);
    const events = createFrontendEventStore(database);
    const newest = await events.list({ type: "error", subjectId: "sub_3" }, 2);
    assert.equal(
      newest.items.map(({ id }) => id),
      rows
        .filter((row) => row.type === "error" && row.subject_id === "sub_3")
        .slice(-2)
        .toReversed()
        .map(({ id }) => id),
    );
    assert.is((await events.group({ type: "error" })).groups[0]?.count, rows.filter(isError).length * 2);
    const deleted = await database.transaction((trx) => deleteEventsOf(trx, "sub_3", EVENTS));
    assert.is(deleted, EVENTS / 10);
    await database.close();
  });

  test("gives the filters by type and by person an index each", async () => {
    const database = await openFirstSchema(dialect);
    await migrate(database);
    for (const name of ["sereno_frontend_events_type", "sereno_frontend_events_subject"]) {
      const table = dialect === "sqlite" ? "sqlite_master" : "pg_indexes";
      const column = dialect === "sqlite" ? "name" : "indexname";
      assert.is((await database.knex(table).where({ [column]: name })).length, 1, name);
    }
    await database.close();
  });

  test.run();
});

function createRow(index: number): FrontendEventRow {
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    at: START + index * 1_000,
    received_at: START + index * 1_000 + 250,
    type: index % 4 === 3 ? "error" : "page.view",
    level: index % 4 === 3 ? "error" : "info",
    message: index % 4 === 3 ? "boom" : null,
    path: `/page-${index % 7}`,
    count: 2,
    data: index % 2 === 0 ? null : JSON.stringify({ index }),
    session_id: index % 3 === 0 ? null : `ses_${index % 50}`,
    subject_id: `sub_${index % 10}`,
  };
}

function isError({ type }: FrontendEventRow): boolean {
  return type === "error";
}
