import { numberFormat } from "../shared/locale.ts";

/** "1:42". */
export function formatClock(seconds: number, locale: string): string {
  const padded = numberFormat(locale, { minimumIntegerDigits: 2 });
  return `${numberFormat(locale).format(Math.floor(seconds / 60))}:${padded.format(seconds % 60)}`;
}

/** In words, for listeners: "30 seconds", "1 minute". */
export function formatLeft(seconds: number, locale: string): string {
  const unit = seconds % 60 === 0 ? "minute" : "second";
  const count = unit === "minute" ? seconds / 60 : seconds;
  return numberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
