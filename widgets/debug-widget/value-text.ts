import { dateTimeFormat, numberFormat } from "../shared/locale.ts";

const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;

/** To the second, in local time, with the day unless it is today: "08:52:10", "21 Nov, 08:52:10". */
export function formatClock(atMs: number, nowMs: number, locale: string): string {
  if (Number.isNaN(atMs)) return "";
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  const options = isToday ? TIME : ({ day: "numeric", month: "short", ...TIME } as const);
  return dateTimeFormat(locale, { hourCycle: "h23", ...options }).format(atMs);
}

/** "142 B", "1.5 KiB". */
export function formatBytes(bytes: number, locale: string): string {
  if (bytes < 1024) return `${numberFormat(locale).format(bytes)} B`;
  return `${numberFormat(locale, { maximumFractionDigits: 1 }).format(bytes / 1024)} KiB`;
}

/** "12 ms", "0.4 ms". */
export function formatMilliseconds(ms: number, locale: string): string {
  return `${numberFormat(locale, { maximumFractionDigits: ms < 100 ? 1 : 0 }).format(ms)} ms`;
}
