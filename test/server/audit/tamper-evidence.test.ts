import type { Knex } from "knex";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createAuditService } from "../../../server/audit/audit.service.ts";
import { createAuditStore, eraseFromAudit } from "../../../server/audit/audit.store.ts";
import { createJournal } from "../../../server/audit/create-journal.ts";
import type { Database } from "../../../server/database/connect.ts";
import { TABLES } from "../../../server/database/tables.ts";
import { forEachDatabase } from "../../support/database.ts";
import { disarm } from "../../support/disarm.ts";

interface Context {
  database: Database;
  append(targets: string[]): Promise<void>;
  verify: ReturnType<typeof createAuditService>["verify"];
}

const AT = Date.parse("2026-11-22T10:00:00Z");

forEachDatabase((dialect, openDatabase) => {
  const test = suite<Context>(`audit log against tampering on ${dialect}`);

  test.before.each(async (context) => {
    const database = await openDatabase();
    const journal = createJournal({ sessionLog: { write: () => undefined } });
    context.database = database;
    context.append = (targets) =>
      database.transaction((trx) =>
        journal.record(
          trx,
          targets.map((target) => ({ at: AT, action: "LOGOUT", actor: "sub_1", target, data: { n: 1 } })),
        ),
      );
    context.verify = createAuditService({ database, store: createAuditStore(database) }).verify;
    await context.append(["a", "b", "c", "d", "e"]);
  });
  test.after.each(({ database }) => database.close());

  test("is whole as it was written, also when it is empty", async ({ verify, database }) => {
    const { fault, rows, seq, hash } = await verify();
    assert.equal([fault, rows, seq], [null, 5, 5]);
    assert.is(hash, (await database.knex(TABLES.auditLog).where({ seq: 5 }).first()).hash);
    const empty = await openDatabase();
    const audit = createAuditService({ database: empty, store: createAuditStore(empty) });
    assert.equal(await audit.verify(), { rows: 0, seq: 0, hash: null, fault: null });
    await empty.close();
  });

  for (const [column, value] of Object.entries({
    at: AT + 1,
    action: "LOGIN_FAILED",
    actor: "sub_2",
    target: null,
    data: "{}",
    salt: null,
    commitment: "0",
    previous_hash: null,
    hash: "0",
    seq: 9,
  })) {
    test(`refuses to change ${column} of a row`, async ({ database, verify }) => {
      const changed = database
        .knex(TABLES.auditLog)
        .where({ seq: 3 })
        .update({ [column]: value });
      assert.is(await outcomeOf(changed), "refused");
      assert.is((await verify()).fault, null);
    });
  }

  test("refuses to delete rows, all or one", async ({ database, verify }) => {
    const table = database.knex(TABLES.auditLog);
    assert.is(await outcomeOf(table.clone().where({ seq: 5 }).delete()), "refused");
    assert.is(await outcomeOf(table.clone().delete()), "refused");
    if (dialect === "postgresql") assert.is(await outcomeOf(table.clone().truncate()), "refused");
    assert.is((await verify()).rows, 5);
  });

  test("lets a person be erased, once and for all, and is whole afterwards", async ({
    database,
    append,
    verify,
  }) => {
    const erased = await database.transaction((trx) => eraseFromAudit(trx, ["b", "c"], 10));
    assert.is(erased, 2);
    await append(["f"]);
    assert.is((await verify()).fault, null);
    const restored = database.knex(TABLES.auditLog).where({ seq: 2 }).update({ target: "z" });
    assert.is(await outcomeOf(restored), "refused");
  });

  const TAMPERINGS: [name: string, tamper: (knex: Knex) => Promise<unknown>, found: [number, string]][] = [
    ["a changed time", (knex) => rows(knex, 3).update({ at: AT + 1 }), [3, "altered"]],
    ["a changed actor", (knex) => rows(knex, 3).update({ actor: "sub_2" }), [3, "altered"]],
    ["changed data", (knex) => rows(knex, 1).update({ data: '{"n":2}' }), [1, "altered"]],
    ["a row that is half erased", (knex) => rows(knex, 4).update({ salt: null }), [4, "altered"]],
    [
      "another person in an erased row",
      (knex) => rows(knex, 4).update({ salt: null, target: "z" }),
      [4, "altered"],
    ],
    ["a forged hash", (knex) => rows(knex, 5).update({ hash: "0".repeat(64) }), [5, "altered"]],
    ["a missing first row", (knex) => rows(knex, 1).delete(), [1, "missing"]],
    ["missing rows in the middle", (knex) => rows(knex, 2, 3).delete(), [2, "missing"]],
    ["a missing last row", (knex) => rows(knex, 5).delete(), [5, "missing"]],
    ["all rows missing", (knex) => rows(knex, 1, 2, 3, 4, 5).delete(), [1, "missing"]],
    ["two rows in each other's place", (knex) => swap(knex, 2, 3), [2, "misplaced"]],
    ["a row beside the chain", insertBeside, [6, "altered"]],
    ["rows pruned by hand", pruneByHand, [2, "missing"]],
  ];
  for (const [name, tamper, [seq, kind]] of TAMPERINGS) {
    test(`finds ${name}, and names the row`, async ({ database, verify }) => {
      await disarm(database);
      await tamper(database.knex);
      const { fault } = await verify();
      assert.equal([fault?.seq, fault?.kind], [seq, kind]);
      assert.match(fault?.message ?? "", String(seq));
    });
  }

  test("goes on with the lost rows' numbers, so that they stay missing", async ({
    database,
    append,
    verify,
  }) => {
    await disarm(database);
    await rows(database.knex, 5).delete();
    await append(["f"]);
    const { fault } = await verify();
    assert.equal([fault?.seq, fault?.kind], [5, "missing"]);
  });

  test("is read in batches, faults at their edges included", async ({ database, append, verify }) => {
    for (let batch = 0; batch < 4; batch++)
      await append(Array.from({ length: 500 }, (_, n) => `t${batch}-${n}`));
    assert.is((await verify()).rows, 2005);
    await disarm(database);
    await rows(database.knex, 1001).update({ action: "LOGIN_FAILED" });
    assert.is((await verify()).fault?.seq, 1001);
  });

  test("may grow while it is verified", async ({ append, verify }) => {
    const [report] = await Promise.all([verify(), append(["f"]), append(["g", "h"])]);
    assert.is(report.fault, null);
    assert.is((await verify()).rows, 8);
  });

  test.run();
});

function rows(knex: Knex, ...seqs: number[]): Knex.QueryBuilder {
  return knex(TABLES.auditLog).whereIn("seq", seqs);
}

async function swap(knex: Knex, one: number, other: number): Promise<void> {
  for (const [from, to] of [
    [one, 99],
    [other, one],
    [99, other],
  ]) {
    await knex(TABLES.auditLog).where({ seq: from }).update({ seq: to });
  }
}

async function insertBeside(knex: Knex): Promise<void> {
  const last = await rows(knex, 5).first();
  await knex(TABLES.auditLog).insert({ ...last, seq: 6, previous_hash: last.hash });
}

/** As if rows had been pruned, without the audit row that pruning leaves. */
async function pruneByHand(knex: Knex): Promise<void> {
  const { hash } = await rows(knex, 2).first();
  await knex(TABLES.chains).where({ chain: TABLES.auditLog }).update({ pruned_seq: 2, pruned_hash: hash });
  await rows(knex, 1, 2).delete();
}

function outcomeOf(query: PromiseLike<unknown>): Promise<string> {
  return Promise.resolve(query).then(
    () => "done",
    (error: Error) =>
      /an audit row (never changes|goes by pruning only)/.test(error.message) ? "refused" : error.message,
  );
}
