import { createHash } from "node:crypto";
import type { Knex } from "knex";
import type { Database } from "../database/connect.ts";
import { type ChainEntry, nextLink } from "../database/hash-chain.ts";
import { type ConsentDecisionRow, TABLES } from "../database/tables.ts";
import type { Decision, RecordedDecision } from "./decision.ts";
import { type Policy, restorePolicy } from "./policy.ts";

export type ConsentStore = ReturnType<typeof createConsentStore>;

/** Decisions and the policies that they were made under. */
export function createConsentStore({ knex }: Database) {
  return {
    /** Keeps a policy as it is now. The same texts are kept once. */
    async keepPolicy(trx: Knex, { hash, version, snapshot }: Policy, now: number): Promise<void> {
      await trx(TABLES.consentPolicies)
        .insert({ hash, version, snapshot, created_at: now })
        .onConflict("hash")
        .ignore();
    },

    /** The newest texts that a version had. */
    async findPolicyByVersion(version: number): Promise<Policy | undefined> {
      const row = await knex(TABLES.consentPolicies).where({ version }).orderBy("created_at", "desc").first();
      return row && restorePolicy(version, row.snapshot);
    },

    /** By its hash, or by how it begins. */
    async findPolicyByHash(start: string): Promise<Policy | undefined> {
      const row = await knex(TABLES.consentPolicies).where("hash", "like", `${start}%`).first();
      return row && restorePolicy(row.version, row.snapshot);
    },

    async findDecision(id: string, reader: Knex = knex): Promise<RecordedDecision | undefined> {
      const row: ConsentDecisionRow | undefined = await reader(TABLES.consentDecisions).where({ id }).first();
      return row && toDecision(row);
    },

    /** Whether a decision of that id was there and is erased. */
    async isErased(trx: Knex, id: string): Promise<boolean> {
      const row = await trx(TABLES.consentDecisions)
        .select("seq")
        .where({ id: tombstoneOf(id) })
        .first();
      return row !== undefined;
    },

    async insertDecision(trx: Knex.Transaction, decision: Decision): Promise<RecordedDecision> {
      const fields = toFields(decision);
      const link = await nextLink(trx, TABLES.consentDecisions, chainEntryOf(fields));
      await trx(TABLES.consentDecisions).insert({ ...fields, ...link });
      return { ...decision, seq: link.seq, hash: link.hash, previousHash: link.previous_hash };
    },

    /** Removes what ties a decision to a browser. Its place in the chain, and the statistics, stay. */
    async erase(trx: Knex.Transaction, { seq, id }: RecordedDecision): Promise<boolean> {
      const updated = await trx(TABLES.consentDecisions)
        .where({ seq, id })
        .update({ id: tombstoneOf(id), secret_hash: null, salt: null });
      return updated === 1;
    },
  };
}

type DecisionFields = Omit<ConsentDecisionRow, "seq" | "salt" | "commitment" | "previous_hash" | "hash">;

/** What the chain hashes of a decision. The visitor's browser holds the id, and the secret behind its hash: nothing else leads to a person. */
export function chainEntryOf({ id, secret_hash, ...open }: DecisionFields): ChainEntry {
  return { open, personal: { id, secret_hash } };
}

/** What stands for an erased id, so that a repeat of the request does not record it anew. */
function tombstoneOf(id: string): string {
  return `erased:${createHash("sha256").update(id).digest("hex")}`;
}

function toFields(decision: Decision): DecisionFields {
  return {
    id: decision.id,
    action: decision.action,
    granted: JSON.stringify(decision.granted),
    policy_version: decision.policyVersion,
    policy_hash: decision.policyHash,
    decided_at: decision.decidedAt,
    received_at: decision.receivedAt,
    locale: decision.locale,
    layout: decision.layout,
    source: decision.source,
    secret_hash: decision.secretHash,
  };
}

/** A row as a decision with its place in the chain. */
export function toDecision(row: ConsentDecisionRow): RecordedDecision {
  return {
    seq: row.seq,
    id: row.id,
    action: row.action,
    granted: JSON.parse(row.granted),
    policyVersion: row.policy_version,
    policyHash: row.policy_hash,
    decidedAt: row.decided_at,
    receivedAt: row.received_at,
    locale: row.locale,
    layout: row.layout,
    source: row.source,
    secretHash: row.secret_hash ?? "",
    hash: row.hash,
    previousHash: row.previous_hash,
  };
}
