import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createAuditService } from "../../../server/audit/audit.service.ts";
import { createAuditStore } from "../../../server/audit/audit.store.ts";
import { chainEntryOf, createJournal } from "../../../server/audit/create-journal.ts";
import { commit, hashLink } from "../../../server/database/hash-chain.ts";
import { migrate } from "../../../server/database/migrate.ts";
import { type AuditRow, TABLES } from "../../../server/database/tables.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openFirstSchema } from "../../support/first-schema.ts";

const journal = createJournal({ sessionLog: { write: () => undefined } });

forEachDatabase((dialect) => {
  const test = suite(`migration to tamper evidence on ${dialect}`);

  test("goes on with the chain that is there, and protects its rows", async () => {
    const database = await openFirstSchema(dialect);
    await database.knex(TABLES.auditLog).insert(chainOf(3));
    await migrate(database);
    const entry = { at: 4, action: "LOGOUT", actor: null, target: "d" } as const;
    await database.transaction((trx) => journal.record(trx, [entry]));
    const { rows, seq, fault } = await createAuditService({
      database,
      store: createAuditStore(database),
    }).verify();
    assert.equal([rows, seq, fault], [4, 4, null]);
    const deleted = database.knex(TABLES.auditLog).where({ seq: 1 }).delete();
    assert.match(String(await Promise.resolve(deleted).catch(String)), /goes by pruning only/);
    await database.close();
  });

  test.run();
});

/** A chain as the first release wrote it. */
function chainOf(length: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const fields = { at: seq, action: "LOGOUT", actor: "sub_1", target: `t${seq}`, data: null };
    const { open, personal } = chainEntryOf(fields);
    const salt = `salt ${seq}`;
    const commitment = commit(salt, personal);
    const previous_hash = rows.at(-1)?.hash ?? null;
    const hash = hashLink(previous_hash, seq, open, commitment);
    rows.push({ seq, ...fields, salt, commitment, previous_hash, hash });
  }
  return rows;
}
