import { MINUTE_MS, SECOND_MS } from "../../server/clock.ts";
import type { EndReason } from "../../server/contract/index.ts";
import type { SessionRow } from "../../server/database/tables.ts";
import { busyness, countAround, lastDays, momentOfDay } from "./day-rhythm.ts";
import { PEOPLE, type SeedDevice, type SeedPerson, VISITOR_USER_AGENTS } from "./people.ts";
import type { Random } from "./random.ts";
import { ABSOLUTE_MS, IDLE_MS, openSession, type SessionStart, withPaths } from "./session-row.ts";

export interface HistoryOptions {
  random: Random;
  /** Epoch ms; nothing in the history is later. */
  now: number;
  days: number;
  /** Ids of the people by username. */
  subjects: ReadonlyMap<string, string>;
}

const VISITORS_PER_DAY = 5;
const RECENTLY_ACTIVE = ["ines", "ana", "carmen", "hugo", "luis"] as const;

/** What ended just before the demo was started, whatever the hour: the first thing that its table shows. */
const RECENTLY_ENDED = [
  ["sofia", "forced"],
  ["joaquin", "manual"],
  ["teresa", "expired_idle"],
  ["nuria", "expired_idle"],
  ["rosa", "replaced"],
] as const satisfies readonly (readonly [string, EndReason])[];

/** How many sessions of a thousand end in each way. */
const SIGNED_IN_ENDS = {
  manual: 470,
  expired_idle: 360,
  replaced: 50,
  forced: 28,
  revoked_by_user: 24,
  limit_evicted: 18,
  revoked_others: 16,
  expired_absolute: 14,
  password_change: 10,
  host_logout: 4,
  account_disabled: 3,
  token_reuse: 3,
} as const satisfies Partial<Record<EndReason, number>>;

const VISITOR_ENDS = { expired_idle: 930, consent_withdrawn: 70 } as const;

const FORCED_MESSAGES = [
  "Password found on a shared computer.",
  "Two sign-ins from different towns within the hour. Please choose a new password.",
  "The telephone was reported lost.",
  "Maintenance of the archive tonight. You can sign in again at 22:00.",
  "Left open at the front desk.",
] as const;

/** Ninety days of sessions as rows, oldest first. Their tokens are hashes of random bytes that nobody has. */
export function sessionHistory(options: HistoryOptions): SessionRow[] {
  const { random, now } = options;
  const ended = lastDays(now, options.days)
    .flatMap((day) => startsOfDay(options, day))
    .map((start) => endedSession(options, start))
    .filter((row) => row.ended_at !== null && row.ended_at < now);
  const recent = RECENTLY_ENDED.map(([username, reason]) => recentlyEnded(options, username, reason));
  const active = RECENTLY_ACTIVE.map((username) => activeSession(options, username));
  return [...ended, ...recent, ...active]
    .toSorted((a, b) => a.created_at - b.created_at)
    .map((row) => withPaths(random, row));
}

function startsOfDay({ random, subjects }: HistoryOptions, day: number): SessionStart[] {
  const starts = PEOPLE.flatMap((person) =>
    repeat(countAround(random, person.perDay * busyness(day)), () => ({
      at: momentOfDay(random, day),
      subjectId: getSubject(subjects, person.username),
      username: person.username,
      device: usualDevice(random, person),
    })),
  );
  const visitors = repeat(countAround(random, VISITORS_PER_DAY), () => ({
    at: momentOfDay(random, day),
    subjectId: null,
    username: "",
    device: visitorDevice(random),
  }));
  return [...starts, ...visitors];
}

function endedSession(options: HistoryOptions, start: SessionStart): SessionRow {
  const { random } = options;
  const reason = start.subjectId ? random.weighted(SIGNED_IN_ENDS) : random.weighted(VISITOR_ENDS);
  const active = Math.min(random.around(start.subjectId ? 34 : 6) * MINUTE_MS, ABSOLUTE_MS - IDLE_MS);
  const lastSeen =
    start.at + Math.round(reason === "expired_absolute" ? ABSOLUTE_MS - 3 * MINUTE_MS : active);
  const row = openSession(random, start, lastSeen);
  return { ...row, ...endOf(options, reason, row) };
}

function endOf(
  { random, subjects }: HistoryOptions,
  reason: EndReason,
  row: SessionRow,
): Partial<SessionRow> {
  if (reason === "expired_idle") return { end_reason: reason, ended_at: row.idle_expires_at };
  if (reason === "expired_absolute") return { end_reason: reason, ended_at: row.absolute_expires_at };
  const endedAt = row.last_seen_at + random.integer(1, 40) * SECOND_MS;
  if (reason !== "forced" && reason !== "account_disabled") {
    const byThemselves = ["manual", "revoked_by_user", "revoked_others", "password_change"].includes(reason);
    return { end_reason: reason, ended_at: endedAt, ended_by: byThemselves ? row.subject_id : null };
  }
  const message = reason === "forced" ? random.pick(FORCED_MESSAGES) : null;
  const endedBy = getSubject(subjects, "admin");
  return { end_reason: reason, ended_at: endedAt, ended_by: endedBy, end_message: message };
}

function activeSession(options: HistoryOptions, username: string): SessionRow {
  const { random, now } = options;
  const start = startOf(options, username, now - random.integer(25, 100) * MINUTE_MS);
  return openSession(random, start, now - random.integer(2, 20) * MINUTE_MS);
}

function recentlyEnded(options: HistoryOptions, username: string, reason: EndReason): SessionRow {
  const { random, now } = options;
  const lastSeen = now - random.integer(5, 50) * MINUTE_MS - (reason === "expired_idle" ? IDLE_MS : 0);
  const row = openSession(
    random,
    startOf(options, username, lastSeen - random.integer(8, 95) * MINUTE_MS),
    lastSeen,
  );
  return { ...row, ...endOf(options, reason, row) };
}

function startOf({ subjects }: HistoryOptions, username: string, at: number): SessionStart {
  const person = PEOPLE.find((candidate) => candidate.username === username);
  if (!person) throw new Error(`nobody is called ${username}`);
  return {
    at,
    subjectId: getSubject(subjects, username),
    username,
    device: person.devices.at(-1) ?? person.devices[0],
  };
}

function usualDevice(random: Random, { devices }: SeedPerson): SeedDevice {
  return random.chance(0.65) ? devices[0] : random.pick(devices as [SeedDevice, ...SeedDevice[]]);
}

function visitorDevice(random: Random): SeedDevice {
  const ipAddress = `203.0.113.${random.integer(1, 254)}`;
  return {
    userAgent: random.pick([...VISITOR_USER_AGENTS]),
    ipAddress,
    city: random.pick(["Vallesol", "Albacete", "Murcia", "Madrid"]),
  };
}

function getSubject(subjects: ReadonlyMap<string, string>, username: string): string {
  const id = subjects.get(username);
  if (id === undefined) throw new Error(`no subject for ${username}`);
  return id;
}

function repeat<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
