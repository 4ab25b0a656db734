/** One line of a bench's table: what it is, and its figures by column. */
export interface BenchRow {
  name: string;
  figures: Record<string, string | number>;
}

/** Measures something beside its baseline, in one run on one machine: the ratios are what counts. */
export interface Bench {
  title: string;
  run(progress: (text: string) => void): Promise<BenchRow[]>;
}

/** The middle of the values; the mean of the two in the middle of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** What that share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
