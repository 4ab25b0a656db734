import { html, type Html } from "../http/html.ts";
import type { ConsoleLanguage } from "./console-language.ts";

export interface Formats {
  /** A moment in UTC, to the second. */
  time(iso: string): Html;
  /** To the minute, as text. */
  minute(iso: string): string;
  /** A day, as text. */
  day(iso: string): string;
  count(value: number): string;
  /** Of 0 to 1. */
  percent(share: number): string;
  /** `1 h 22 min`. */
  duration(seconds: number): string;
}

const LOCALES: Record<ConsoleLanguage, string> = { en: "en-GB", es: "es" };

/** Times, numbers and durations for people. Making Intl's formatters is slow: one set for each language. */
export const FORMATS: Readonly<Record<ConsoleLanguage, Formats>> = {
  en: createFormats(LOCALES.en),
  es: createFormats(LOCALES.es),
};

function createFormats(locale: string): Formats {
  const utc = { timeZone: "UTC", dateStyle: "medium" } as const;
  const second = new Intl.DateTimeFormat(locale, { ...utc, timeStyle: "medium" });
  const minute = new Intl.DateTimeFormat(locale, { ...utc, timeStyle: "short" });
  const day = new Intl.DateTimeFormat(locale, utc);
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return {
    time: (iso) => html`<time datetime="${iso}">${keepDate(second.format(Date.parse(iso)))}</time>`,
    minute: (iso) => minute.format(Date.parse(iso)),
    day: (iso) => day.format(Date.parse(iso)),
    count: (value) => count.format(value),
    percent: (share) => percent.format(share),
    duration: formatDuration,
  };
}

/** A date breaks from its time of day, and nowhere else. */
function keepDate(text: string): string {
  return text.replaceAll(/(?<!,) /g, "\u00a0");
}

/** The two largest units; the symbols are the same in all our languages. */
function formatDuration(seconds: number): string {
  const units = [
    ["d", Math.floor(seconds / 86_400)],
    ["h", Math.floor(seconds / 3_600) % 24],
    ["min", Math.floor(seconds / 60) % 60],
    ["s", Math.floor(seconds) % 60],
  ] as const;
  const first = units.findIndex(([, value]) => value > 0);
  if (first === -1) return "0 s";
  const shown = units.slice(first, first + 2).filter(([, value]) => value > 0);
  // Seconds say nothing beside minutes.
  return shown
    .filter(([unit]) => unit !== "s" || first === units.length - 1)
    .map(([unit, value]) => `${value} ${unit}`)
    .join(" ");
}
