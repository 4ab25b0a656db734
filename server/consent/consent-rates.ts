import { DAY_MS } from "../clock.ts";
import type { ConsentAction, ConsentCounts, ConsentRates } from "../contract/index.ts";
import type { Tally } from "./decision-lists.store.ts";

const COUNTED_AS = {
  accept_all: "accepted",
  reject_all: "rejected",
  choose: "chosen",
  withdraw: "withdrawn",
  expire: "expired",
} as const satisfies Record<ConsentAction, keyof ConsentCounts>;

/** Rates by day, language and layout; `from` and `to` in epoch ms. */
export function toConsentRates(tallies: readonly Tally[], from: number, to: number): ConsentRates {
  const by = <Key>(keyOf: (tally: Tally) => Key): [Key, ConsentCounts][] =>
    [...new Set(tallies.map(keyOf))].map((key) => [
      key,
      toCounts(tallies.filter((one) => keyOf(one) === key)),
    ]);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    total: toCounts(tallies),
    days: by(({ day }) => day)
      .toSorted(([a], [b]) => a - b)
      .map(([day, counts]) => ({ day: new Date(day * DAY_MS).toISOString().slice(0, 10), ...counts })),
    languages: frequentFirst(by(({ locale }) => locale)).map(([locale, counts]) => ({ locale, ...counts })),
    layouts: frequentFirst(by(({ layout }) => layout)).map(([layout, counts]) => ({ layout, ...counts })),
  };
}

function toCounts(tallies: readonly Tally[]): ConsentCounts {
  const counts = { accepted: 0, rejected: 0, chosen: 0, withdrawn: 0, expired: 0 };
  for (const { action, count } of tallies) counts[COUNTED_AS[action]] += count;
  const answered = counts.accepted + counts.rejected + counts.chosen;
  return { ...counts, acceptanceRate: answered === 0 ? null : counts.accepted / answered };
}

function frequentFirst(groups: [string, ConsentCounts][]): [string, ConsentCounts][] {
  const size = ({ accepted, rejected, chosen, withdrawn, expired }: ConsentCounts) =>
    accepted + rejected + chosen + withdrawn + expired;
  return groups.toSorted(([a, one], [b, other]) => size(other) - size(one) || (a < b ? -1 : 1));
}
