import type { Knex } from "knex";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chainEntryOf, createJournal } from "../../../server/audit/create-journal.ts";
import type { Database } from "../../../server/database/connect.ts";
import { commit, hashLink } from "../../../server/database/hash-chain.ts";
import { type AuditRow, TABLES } from "../../../server/database/tables.ts";
import type { Journal, JournalEntry } from "../../../server/journal.ts";
import { forEachDatabase } from "../../support/database.ts";

const AT = Date.parse("2026-11-22T10:00:00Z");

interface Context {
  database: Database;
  journal: Journal;
  lines: JournalEntry[];
}

forEachDatabase((dialect, openDatabase) => {
  const test = suite<Context>(`journal on ${dialect}`);

  test.before.each(async (context) => {
    context.database = await openDatabase();
    context.lines = [];
    context.journal = createJournal({ sessionLog: { write: (entry) => context.lines.push(entry) } });
  });
  test.after.each(({ database }) => database.close());

  test("chains entries of one and of several transactions without a gap", async ({ database, journal }) => {
    await database.transaction((trx) => journal.record(trx, [entry("a"), entry("b"), entry("c")]));
    await database.transaction((trx) => journal.record(trx, [entry("d")]));
    const rows = await readChain(database.knex);
    assert.equal(
      rows.map(({ seq, target }) => [seq, target]),
      [
        [1, "a"],
        [2, "b"],
        [3, "c"],
        [4, "d"],
      ],
    );
    assert.is(brokenAt(rows), undefined);
  });

  test("keeps the chain whole when many write at once", async ({ database, journal }) => {
    const names = Array.from({ length: 20 }, (_, index) => `t${index}`);
    await Promise.all(
      names.map((name) => database.transaction((trx) => journal.record(trx, [entry(name), entry(name)]))),
    );
    const rows = await readChain(database.knex);
    assert.is(rows.length, 40);
    assert.is(brokenAt(rows), undefined);
  });

  test("writes more rows at once than one INSERT takes", async ({ database, journal }) => {
    const entries = Array.from({ length: 520 }, (_, index) => entry(`t${index}`));
    await database.transaction((trx) => journal.record(trx, entries));
    const rows = await readChain(database.knex);
    assert.is(rows.length, 520);
    assert.is(brokenAt(rows), undefined);
  });

  test("shows where a stored row was changed, removed or put elsewhere", async ({ database, journal }) => {
    await database.transaction((trx) => journal.record(trx, [entry("a"), entry("b"), entry("c")]));
    const [first, second, third] = await readChain(database.knex);
    assert.ok(first && second && third);
    assert.is(brokenAt([first, { ...second, at: second.at + 1 }, third]), 2);
    assert.is(brokenAt([first, { ...second, actor: "somebody else" }, third]), 2);
    assert.is(brokenAt([first, { ...second, data: null }, third]), 2);
    assert.is(brokenAt([first, third]), 3);
    assert.is(brokenAt([second, third]), 2);
  });

  test("verifies after a person was erased", async ({ database, journal }) => {
    await database.transaction((trx) => journal.record(trx, [entry("a"), entry("b")]));
    await database
      .knex(TABLES.auditLog)
      .where({ seq: 1 })
      .update({ actor: null, target: null, data: null, salt: null });
    assert.is(brokenAt(await readChain(database.knex)), undefined);
  });

  test("stores text that databases and terminals choke on", async ({ database, journal }) => {
    const data = { note: "a\0b \ud800 \u202e 日本語 ' \" \\", nested: { "\0": [1, null, true] } };
    await database.transaction((trx) => journal.record(trx, [{ ...entry("a"), data }]));
    const [row] = await readChain(database.knex);
    assert.equal(JSON.parse(row?.data ?? "null"), data);
    assert.is(brokenAt(row ? [row] : []), undefined);
  });

  test("logs once committed, in order, and not what was rolled back", async ({
    database,
    journal,
    lines,
  }) => {
    await database.transaction(async (trx) => {
      await journal.record(trx, [entry("kept"), entry("too")]);
      assert.is(lines.length, 0, "not before the commit");
    });
    await database
      .transaction(async (trx) => {
        await journal.record(trx, [entry("lost")]);
        throw new Error("rolled back");
      })
      .catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(
      lines.map(({ target }) => target),
      ["kept", "too"],
    );
    assert.is((await readChain(database.knex)).length, 2);
  });

  test("notes without an audit row", async ({ database, journal, lines }) => {
    journal.note(entry("a"));
    assert.is(lines.length, 1);
    assert.is((await readChain(database.knex)).length, 0);
  });

  test.run();
});

function entry(target: string): JournalEntry {
  return { at: AT, action: "LOGOUT", actor: "sub_1", target, data: { reason: "manual", seconds: 5 } };
}

function readChain(knex: Knex): Promise<AuditRow[]> {
  return knex(TABLES.auditLog).orderBy("seq");
}

/** Sequence number of the first row that does not follow from the one before; computed anew, as an auditor would. */
function brokenAt(rows: AuditRow[]): number | undefined {
  let previous: string | null = null;
  let seq = 0;
  for (const row of rows) {
    const { open, personal } = chainEntryOf(row);
    const commitment = row.salt === null ? row.commitment : commit(row.salt, personal);
    const hash: string = hashLink(previous, seq + 1, open, commitment);
    if (row.seq !== seq + 1 || row.previous_hash !== previous || row.hash !== hash) return row.seq;
    previous = row.hash;
    seq = row.seq;
  }
  return undefined;
}
