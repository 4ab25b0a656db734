import { dateTimeFormat } from "./locale.ts";

/** To the second, with the time zone: "22 Nov 2026, 10:14:05 CET". */
export function formatAbsolute(atMs: number, locale: string): string {
  return dateTimeFormat(locale, { dateStyle: "medium", timeStyle: "long", hourCycle: "h23" }).format(atMs);
}
