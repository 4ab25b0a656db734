import type { Database } from "../database/connect.ts";
import { type AuditRow, TABLES } from "../database/tables.ts";
import { type Chain, type ChainReport, type FindCheckpoint, verifyChain } from "../database/verify-chain.ts";
import type { AuditEntry } from "./audit-entry.ts";
import type { AuditQuery, AuditStore } from "./audit.store.ts";
import { chainEntryOf } from "./create-journal.ts";

export type AuditService = ReturnType<typeof createAuditService>;

/** The chains, as PRUNED rows name the places in them: `audit-500`. */
export type ChainName = "audit" | "consent";

const CHAIN: Chain<AuditRow> = {
  table: TABLES.auditLog,
  entryOf: chainEntryOf,
  isErased: ({ actor, target, data }) => actor === null && target === null && data === null,
};

/** Reading the audit log. Writing it is the journal's. */
export function createAuditService({ database, store }: { database: Database; store: AuditStore }) {
  const checkpointsOf =
    (chain: ChainName): FindCheckpoint =>
    async (seq) => {
      const { hash } = (await store.findData("PRUNED", placeIn(chain, seq))) ?? {};
      return typeof hash === "string" ? hash : undefined;
    };

  return {
    /** One page, newest first. */
    async list(query: AuditQuery): Promise<{ items: AuditEntry[]; more: boolean }> {
      const rows = await store.list({ ...query, limit: query.limit + 1 });
      return { items: rows.slice(0, query.limit), more: rows.length > query.limit };
    },

    /** Computes the whole chain anew and finds the first row that is not as it was written, not there, or elsewhere. */
    verify: (): Promise<ChainReport> => verifyChain(database.knex, CHAIN, checkpointsOf("audit")),

    checkpointsOf,
  };
}

/** How a PRUNED row names the last row that went. */
export function placeIn(chain: ChainName, seq: number): string {
  return `${chain}-${seq}`;
}
