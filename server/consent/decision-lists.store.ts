import type { Knex } from "knex";
import { DAY_MS } from "../clock.ts";
import type { ConsentAction } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { type ConsentDecisionRow, TABLES } from "../database/tables.ts";
import { toDecision } from "./consent.store.ts";
import type { DecisionFilter } from "./decision-lists.schema.ts";
import type { RecordedDecision } from "./decision.ts";

/** One page; `before` is the last row of the page above. */
export interface DecisionQuery extends DecisionFilter {
  limit: number;
  before?: { receivedAt: number; seq: number } | undefined;
}

/** How many decisions of a day (counted from the epoch, UTC), language and layout said the same. */
export interface Tally {
  day: number;
  locale: string;
  layout: string;
  action: ConsentAction;
  count: number;
}

export type DecisionListStore = ReturnType<typeof createDecisionListStore>;

/** Many decisions at once, as superusers and operators ask for them. */
export function createDecisionListStore({ knex }: Pick<Database, "knex">) {
  return {
    /** Newest first. An index serves each filter in that order. */
    async list(query: DecisionQuery, reader: Knex = knex): Promise<RecordedDecision[]> {
      const { action, locale, layout, policyVersion, from, to, limit, before } = query;
      const rows: Knex.QueryBuilder<ConsentDecisionRow, ConsentDecisionRow[]> = reader(
        TABLES.consentDecisions,
      )
        .orderBy([
          { column: "received_at", order: "desc" },
          { column: "seq", order: "desc" },
        ])
        .limit(limit);
      if (action !== undefined) rows.where({ action });
      if (locale !== undefined) rows.where({ locale });
      if (layout !== undefined) rows.where({ layout });
      if (policyVersion !== undefined) rows.where({ policy_version: policyVersion });
      if (from !== undefined) rows.where("received_at", ">=", from);
      if (to !== undefined) rows.where("received_at", "<=", to);
      if (before !== undefined) rows.whereRaw("(received_at, seq) < (?, ?)", [before.receivedAt, before.seq]);
      return (await rows).map(toDecision);
    },

    /** What was received from `from` to `to` (epoch ms, both included). */
    async tally(from: number, to: number): Promise<Tally[]> {
      const day = `received_at / ${DAY_MS}`;
      const rows: (Omit<Tally, "count"> & { count: number | string })[] = await knex(TABLES.consentDecisions)
        .select({ day: knex.raw(day) }, "locale", "layout", "action")
        .count({ count: "*" })
        .whereBetween("received_at", [from, to])
        .groupByRaw(`${day}, locale, layout, action`);
      return rows.map((row) => ({ ...row, day: Number(row.day), count: Number(row.count) }));
    },
  };
}
