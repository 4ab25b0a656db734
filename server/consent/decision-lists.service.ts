import type { Knex } from "knex";
import { type Clock, DAY_MS } from "../clock.ts";
import type { ConsentRates } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import type { Journal } from "../journal.ts";
import { toConsentRates } from "./consent-rates.ts";
import { EXPORT_FORMATS, type ExportFormat } from "./decision-export.ts";
import type { DecisionFilter } from "./decision-lists.schema.ts";
import type { DecisionListStore, DecisionQuery } from "./decision-lists.store.ts";
import type { RecordedDecision } from "./decision.ts";

interface DecisionListsOptions {
  database: Pick<Database, "openReader" | "transaction">;
  store: DecisionListStore;
  journal: Journal;
  clock: Clock;
}

export interface DecisionExport {
  filter: DecisionFilter;
  format: ExportFormat;
  /** Subject id, or `operator`. */
  actor: string;
}

export type DecisionLists = ReturnType<typeof createDecisionLists>;

const ROWS_PER_READ = 500;
const RATES_MS = 30 * DAY_MS;

/** Recorded decisions for those who answer for them: lists, rates and exports. */
export function createDecisionLists({ database, store, journal, clock }: DecisionListsOptions) {
  async function* each(filter: DecisionFilter, reader: Knex): AsyncGenerator<RecordedDecision> {
    let before: DecisionQuery["before"];
    do {
      const page = await store.list({ ...filter, limit: ROWS_PER_READ, before }, reader);
      yield* page;
      before = page.length < ROWS_PER_READ ? undefined : page.at(-1);
    } while (before !== undefined);
  }

  return {
    /** One page, newest first. */
    async list(query: DecisionQuery): Promise<{ items: RecordedDecision[]; more: boolean }> {
      const rows = await store.list({ ...query, limit: query.limit + 1 });
      return { items: rows.slice(0, query.limit), more: rows.length > query.limit };
    },

    /** Rates without identifiers, of the last 30 days unless told otherwise (epoch ms). */
    async rates({
      to = clock(),
      from = to - RATES_MS,
    }: {
      from?: number;
      to?: number;
    }): Promise<ConsentRates> {
      return toConsentRates(await store.tally(from, to), from, to);
    },

    /** The decisions as text, newest first, read no faster than they are taken. Audited before the first of them leaves. */
    async openExport({ filter, format, actor }: DecisionExport): Promise<AsyncGenerator<string>> {
      const data = { of: "consent-decisions", format, filter };
      await database.transaction((trx) =>
        journal.record(trx, [{ at: clock(), action: "EXPORTED", actor, target: null, data }]),
      );
      const { knex, close } = database.openReader();
      return EXPORT_FORMATS[format].write(each(filter, knex), close);
    },
  };
}
