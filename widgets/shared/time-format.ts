import { dateTimeFormat, numberFormat } from "./locale.ts";

export { formatAbsolute } from "./absolute-time.ts";
export { formatCountdown } from "./countdown.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** 24 hours in every language: the same width in every row, and as logs and tickets have it. */
const TIME: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

const relativeFormatters = new Map<string, Intl.RelativeTimeFormat>();

/**
 * How long ago: "now", "2 minutes ago", and from an hour on the day and time. Times ahead of `nowMs`
 * (clocks differ) read "now".
 */
export function formatRelative(atMs: number, nowMs: number, locale: string): string {
  const agoMs = nowMs - atMs;
  if (agoMs < MINUTE_MS) return relativeFormat(locale).format(0, "second");
  if (agoMs < HOUR_MS) return relativeFormat(locale).format(-Math.floor(agoMs / MINUTE_MS), "minute");
  return formatDayTime(atMs, nowMs, locale);
}

/** "Today 08:52", "Yesterday 17:05", "20 Nov, 11:20", with the year when it is not this one. In local time. */
export function formatDayTime(atMs: number, nowMs: number, locale: string): string {
  const daysAgo = Math.round((startOfDay(nowMs) - startOfDay(atMs)) / DAY_MS);
  if (daysAgo === 0 || daysAgo === 1) {
    const day = capitalize(relativeFormat(locale).format(-daysAgo, "day"), locale);
    return `${day} ${dateTimeFormat(locale, TIME).format(atMs)}`;
  }
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", ...TIME };
  return dateTimeFormat(locale, sameYear ? options : { ...options, year: "numeric" }).format(atMs);
}

/**
 * The two largest units of a duration: "34 s", "46 min", "1 h 22 min", "2 d 03 h". The symbols are those of
 * the SI brochure (table 8), the same in every language; digits follow the locale.
 */
export function formatDuration(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [minutes, hours, days] = [
    Math.floor(whole / 60),
    Math.floor(whole / 3600),
    Math.floor(whole / 86_400),
  ];
  const digits = numberFormat(locale);
  const padded = numberFormat(locale, { minimumIntegerDigits: 2 });
  if (days > 0) return `${digits.format(days)} d ${padded.format(hours % 24)} h`;
  if (hours > 0) return `${digits.format(hours)} h ${padded.format(minutes % 60)} min`;
  if (minutes > 0) return `${digits.format(minutes)} min`;
  return `${digits.format(whole)} s`;
}

function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  let formatter = relativeFormatters.get(locale);
  if (!formatter) {
    relativeFormatters.set(locale, (formatter = new Intl.RelativeTimeFormat(locale, { numeric: "auto" })));
  }
  return formatter;
}

function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

function capitalize(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
