/** The written record of one plenary session. */
export interface Minutes {
  /** Last part of its address: `2026-10-29`. */
  slug: string;
  /** `10/2026`. */
  number: string;
  kind: "Ordinary" | "Extraordinary";
  /** ISO 8601 date of the sitting. */
  date: string;
  /** Local times of the sitting, `19:00`. */
  opened: string;
  closed: string;
  title: string;
  summary: string;
  excused: readonly string[];
  items: readonly AgendaItem[];
  annex?: Annex;
}

export interface AgendaItem {
  title: string;
  paragraphs: readonly string[];
  vote?: Vote;
  /** What came of it, where nothing was voted. */
  outcome?: string;
}

export interface Vote {
  for: number;
  against: number;
  abstentions: number;
}

/** Working papers that only members of the council may read. */
export interface Annex {
  title: string;
  paragraphs: readonly string[];
  rows: readonly (readonly [string, string])[];
}
