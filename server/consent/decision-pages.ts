import type { ConsentRates, DecisionResource, Page } from "../contract/index.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import { validate } from "../http/validate.ts";
import { presentDecision } from "./consent.present.ts";
import { decisionListQuery, decisionPlace, ratesQuery } from "./decision-lists.schema.ts";
import type { DecisionLists } from "./decision-lists.service.ts";

export type DecisionPages = ReturnType<typeof createDecisionPages>;

/** What visitors decided, for the wire. Each throws Problem `invalid` or `malformed` for a wrong query. */
export function createDecisionPages({ decisions, secret }: { decisions: DecisionLists; secret: string }) {
  return {
    async decisions(asked: unknown): Promise<Page<DecisionResource>> {
      const { cursor, ...query } = validate(decisionListQuery, asked);
      const { limit: _, ...filter } = query;
      const before =
        cursor === undefined ? undefined : validate(decisionPlace, decodeCursor(cursor, secret, filter));
      const { items, more } = await decisions.list({ ...query, before });
      const last = items.at(-1);
      const place = more && last && { receivedAt: last.receivedAt, seq: last.seq };
      return {
        items: items.map(presentDecision),
        nextCursor: place ? encodeCursor(place, secret, filter) : null,
      };
    },

    rates: async (asked: unknown): Promise<ConsentRates> => decisions.rates(validate(ratesQuery, asked)),
  };
}
