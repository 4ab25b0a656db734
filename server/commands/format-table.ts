/** Controls, direction marks and line breaks, which could rewrite what a terminal shows. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Columns for people, two spaces apart, cut to `width` characters. What users chose themselves is inert. */
export function formatTable(rows: readonly (readonly string[])[], width = Infinity): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll(UNSAFE, "\u{fffd}")));
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd().slice(0, width))
    .join("\n");
}
