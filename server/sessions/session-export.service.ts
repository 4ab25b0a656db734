import type { Clock } from "../clock.ts";
import type { SessionFilterRequest, UserResource } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import type { Journal } from "../journal.ts";
import type { SessionLists, SessionRequest } from "./session-lists.service.ts";
import { toCsv } from "./sessions.csv.ts";

interface SessionExportOptions {
  database: Pick<Database, "openReader" | "transaction">;
  lists: Pick<SessionLists, "each">;
  journal: Journal;
  clock: Clock;
}

export interface Export {
  request: Omit<SessionRequest, "limit">;
  /** The filter as it was asked for, for the audit log. */
  asked: SessionFilterRequest;
  by: UserResource;
}

export type SessionExport = ReturnType<typeof createSessionExport>;

const ROWS_PER_READ = 500;

/** Takes sessions out of Sereno, which is audited before the first of them leaves. */
export function createSessionExport({ database, lists, journal, clock }: SessionExportOptions) {
  return {
    /** The sessions as CSV, read no faster than they are taken. */
    async openCsv({ request, asked, by }: Export): Promise<AsyncGenerator<string>> {
      const data = { of: "sessions", filter: asked };
      await database.transaction((trx) =>
        journal.record(trx, [{ at: clock(), action: "EXPORTED", actor: by.id, target: null, data }]),
      );
      const { knex, close } = database.openReader();
      return toCsv(lists.each({ ...request, limit: ROWS_PER_READ }, knex), clock(), close);
    },
  };
}
