/** A row of CSV (RFC 4180) that is safe to open in a spreadsheet. */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(toCell).join(",")}\r\n`;
}

/**
 * What begins like a formula is shown, not computed: https://owasp.org/www-community/attacks/CSV_Injection.
 * Numbers are ours and stay numbers.
 */
function toCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return `${value}`;
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
