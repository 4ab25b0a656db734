import { COUNCIL } from "./council.ts";
import type { Minutes } from "./minutes.ts";
import { MINUTES_2024 } from "./minutes-2024.ts";
import { MINUTES_2025 } from "./minutes-2025.ts";
import { MINUTES_2026 } from "./minutes-2026.ts";

export interface MinutesFilter {
  year?: number | undefined;
  /** Words that must all occur, whatever their case and accents. */
  words?: string | undefined;
}

/** Every session on record, newest first. */
export const MINUTES: readonly Minutes[] = [...MINUTES_2026, ...MINUTES_2025, ...MINUTES_2024];

export const YEARS: readonly number[] = [...new Set(MINUTES.map(yearOf))];

export function findMinutes(slug: string): Minutes | undefined {
  return MINUTES.find((minutes) => minutes.slug === slug);
}

/** Sessions of the year that hold all the words, newest first; annexes are not searched. */
export function filterMinutes({ year, words }: MinutesFilter): Minutes[] {
  const wanted = fold(words ?? "")
    .split(/\s+/)
    .filter(Boolean);
  return MINUTES.filter((minutes) => {
    if (year !== undefined && yearOf(minutes) !== year) return false;
    const text = wanted.length > 0 ? fold(publicText(minutes)) : "";
    return wanted.every((word) => text.includes(word));
  });
}

export function yearOf(minutes: Minutes): number {
  return Number(minutes.date.slice(0, 4));
}

/** Names of those who sat, in order of precedence. */
export function membersPresent(minutes: Minutes): string[] {
  return COUNCIL.map((member) => member.name).filter((name) => !minutes.excused.includes(name));
}

function publicText({ title, summary, number, items }: Minutes): string {
  const parts = items.flatMap((item) => [item.title, ...item.paragraphs]);
  return [number, title, summary, ...parts].join(" ");
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
