import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chainEntryOf, createConsentStore } from "../../../server/consent/consent.store.ts";
import { createDefaultPolicy } from "../../../server/consent/default-policy.ts";
import { createDecisionListStore } from "../../../server/consent/decision-lists.store.ts";
import { createPolicy } from "../../../server/consent/policy.ts";
import { verifyDecisions } from "../../../server/consent/verify-decisions.ts";
import { commit, hashLink } from "../../../server/database/hash-chain.ts";
import { migrate } from "../../../server/database/migrate.ts";
import { down, up } from "../../../server/database/migrations/20261122018000-consent-lists.ts";
import { type ConsentDecisionRow, TABLES } from "../../../server/database/tables.ts";
import { forEachDatabase } from "../../support/database.ts";
import { openFirstSchema } from "../../support/first-schema.ts";

const policy = createPolicy(createDefaultPolicy({ name: "sereno_sid" }));
const ACTIONS = ["accept_all", "reject_all", "withdraw"] as const;

forEachDatabase((dialect) => {
  const test = suite(`migration to lists of decisions on ${dialect}`);

  test("keeps the decisions of the first schema: listed, filtered, in a chain that verifies and goes on", async () => {
    const database = await openFirstSchema(dialect);
    const { knex } = database;
    const { hash, version, snapshot } = policy;
    await knex(TABLES.consentPolicies).insert({ hash, version, snapshot, created_at: 1 });
    await knex(TABLES.consentDecisions).insert(chainOf(3));
    await migrate(database);
    const lists = createDecisionListStore(database);
    const idsOf = async (filter: object) => {
      const rows = await lists.list({ ...filter, limit: 10 });
      return rows.map(({ id }) => id);
    };
    assert.equal(await idsOf({}), [idOf(3), idOf(2), idOf(1)]);
    assert.equal(await idsOf({ action: "reject_all" }), [idOf(2)]);
    assert.equal(await idsOf({ locale: "es", layout: "banner", policyVersion: 1 }), [
      idOf(3),
      idOf(2),
      idOf(1),
    ]);

    const store = createConsentStore(database);
    await database.transaction((trx) =>
      store.insertDecision(trx, {
        id: idOf(4),
        action: "choose",
        granted: ["analytics"],
        policyVersion: version,
        policyHash: hash,
        decidedAt: 4,
        receivedAt: 4,
        locale: "es",
        layout: "banner",
        source: "banner",
        secretHash: "f".repeat(64),
      }),
    );
    const { rows, seq, fault } = await verifyDecisions(database, async () => undefined);
    assert.equal([rows, seq, fault], [4, 4, null]);
    await down(knex);
    await up(knex);
    assert.is((await idsOf({})).length, 4);
    await database.close();
  });

  test.run();
});

/** Decisions as the first release wrote them. */
function chainOf(length: number): ConsentDecisionRow[] {
  const rows: ConsentDecisionRow[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const fields = {
      id: idOf(seq),
      action: ACTIONS[(seq - 1) % ACTIONS.length] ?? "reject_all",
      granted: seq === 1 ? '["functional","analytics","marketing"]' : "[]",
      policy_version: policy.version,
      policy_hash: policy.hash,
      decided_at: seq,
      received_at: seq,
      locale: "es",
      layout: "banner",
      source: "banner" as const,
      secret_hash: "e".repeat(64),
    };
    const { open, personal } = chainEntryOf(fields);
    const salt = `salt ${seq}`;
    const commitment = commit(salt, personal);
    const previous_hash = rows.at(-1)?.hash ?? null;
    const hash = hashLink(previous_hash, seq, open, commitment);
    rows.push({ seq, ...fields, salt, commitment, previous_hash, hash });
  }
  return rows;
}

function idOf(seq: number): string {
  return `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`;
}
