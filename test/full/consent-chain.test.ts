import { randomUUID } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chainEntryOf, createConsentStore } from "../../server/consent/consent.store.ts";
import { createDefaultPolicy } from "../../server/consent/default-policy.ts";
import { createPolicy } from "../../server/consent/policy.ts";
import { verifyDecisions } from "../../server/consent/verify-decisions.ts";
import type { Database } from "../../server/database/connect.ts";
import { nextLinks } from "../../server/database/hash-chain.ts";
import { TABLES } from "../../server/database/tables.ts";
import { forEachDatabase } from "../support/database.ts";
import { disarm } from "../support/disarm.ts";

const DECISIONS = 100_000;
const PER_TRANSACTION = 2_000;
const PER_STATEMENT = 50;
const policy = createPolicy(createDefaultPolicy({ name: "sereno_sid" }));

forEachDatabase((dialect, openDatabase) => {
  const chain = suite<{ database: Database }>(`a chain of ${DECISIONS} decisions on ${dialect}`);

  chain.before(async (context) => {
    context.database = await openDatabase();
    await createConsentStore(context.database).keepPolicy(context.database.knex, policy, 0);
    for (let count = 0; count < DECISIONS; count += PER_TRANSACTION) await insertDecisions(context.database);
  });
  chain.after(({ database }) => database.close());

  chain("verifies whole", async ({ database }) => {
    const report = await verify(database);
    assert.equal([report.rows, report.seq, report.fault], [DECISIONS, DECISIONS, null]);
  });

  chain("verifies after an erasure in its middle", async ({ database }) => {
    const store = createConsentStore(database);
    const row = await database.knex(TABLES.consentDecisions).where({ seq: 50_000 }).first("id");
    const decision = await store.findDecision(row.id);
    assert.ok(decision);
    await database.transaction((trx) => store.erase(trx, decision));
    const { rows, fault } = await verify(database);
    assert.equal([rows, fault], [DECISIONS, null]);
  });

  chain("names the row of one changed byte", async ({ database }) => {
    await disarm(database);
    const change = (layout: string) =>
      database.knex(TABLES.consentDecisions).where({ seq: 77_777 }).update({ layout });
    await change("bannes");
    const { fault } = await verify(database);
    assert.equal([fault?.seq, fault?.kind], [77_777, "altered"]);
    await change("banner");
    assert.is((await verify(database)).fault, null);
  });

  chain.run();
});

function verify(database: Database) {
  return verifyDecisions(database, async () => undefined);
}

async function insertDecisions(database: Database): Promise<void> {
  await database.transaction(async (trx) => {
    const decisions = Array.from({ length: PER_TRANSACTION }, decisionFields);
    const links = await nextLinks(trx, TABLES.consentDecisions, decisions.map(chainEntryOf));
    const rows = decisions.map((fields, index) => ({ ...fields, ...links[index] }));
    for (let start = 0; start < rows.length; start += PER_STATEMENT) {
      await trx(TABLES.consentDecisions).insert(rows.slice(start, start + PER_STATEMENT));
    }
  });
}

function decisionFields() {
  return {
    id: randomUUID(),
    action: "choose",
    granted: '["analytics"]',
    policy_version: policy.version,
    policy_hash: policy.hash,
    decided_at: 1_795_341_600_000,
    received_at: 1_795_341_600_000,
    locale: "en",
    layout: "banner",
    source: "banner",
    secret_hash: "0".repeat(64),
  } as const;
}
