import type { BenchRow } from "./bench.ts";

/** Rows as a text table, figures flush right. */
export function formatTable(rows: readonly BenchRow[]): string {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const cells = rows.map(({ name, figures }) => [name, ...columns.map((column) => format(figures[column]))]);
  const table = [["", ...columns], ...cells];
  const widths = table[0]?.map((_, index) => Math.max(...table.map((row) => row[index]?.length ?? 0))) ?? [];
  return table
    .map((row) => row.map((cell, index) => pad(cell, widths[index] ?? 0, index)).join("  "))
    .join("\n");
}

function pad(cell: string, width: number, index: number): string {
  return index === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function format(figure: string | number | undefined): string {
  if (figure === undefined) return "";
  if (typeof figure === "string") return figure;
  return figure >= 100 ? Math.round(figure).toLocaleString("en") : figure.toFixed(2);
}
