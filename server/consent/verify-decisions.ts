import type { Database } from "../database/connect.ts";
import { type ConsentDecisionRow, TABLES } from "../database/tables.ts";
import { type Chain, type ChainReport, type FindCheckpoint, verifyChain } from "../database/verify-chain.ts";
import { chainEntryOf } from "./consent.store.ts";

const CHAIN: Chain<ConsentDecisionRow> = {
  table: TABLES.consentDecisions,
  // The chain hashes what a decision says, not how it is linked.
  entryOf: ({
    seq: _seq,
    salt: _salt,
    commitment: _commitment,
    previous_hash: _previous,
    hash: _hash,
    ...fields
  }) => chainEntryOf(fields),
  isErased: ({ id, secret_hash }) => id.startsWith("erased:") && secret_hash === null,
};

/** Computes the chain of decisions anew and finds the first row that is not as it was written, not there, or elsewhere. */
export function verifyDecisions({ knex }: Database, findCheckpoint: FindCheckpoint): Promise<ChainReport> {
  return verifyChain(knex, CHAIN, findCheckpoint);
}
