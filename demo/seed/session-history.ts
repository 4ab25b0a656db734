import { randomBytes } from "node:crypto";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../server/clock.ts";
import type { EndReason, PathVisit } from "../../server/contract/index.ts";
import type { SessionRow } from "../../server/database/tables.ts";
import { describeDevice } from "../../server/sessions/device.ts";
import { hashToken } from "../../server/sessions/session-token.ts";
import { MINUTES } from "../content/archive.ts";
import { busyness, countAround, lastDays, momentOfDay } from "./day-rhythm.ts";
import { PEOPLE, type SeedDevice, type SeedPerson, VISITOR_USER_AGENTS } from "./people.ts";
import type { Random } from "./random.ts";

export interface HistoryOptions {
  random: Random;
  /** Epoch ms; nothing in the history is later. */
  now: number;
  days: number;
  /** Ids of the people by username. */
  subjects: ReadonlyMap<string, string>;
}

interface Start {
  at: number;
  subjectId: string | null;
  device: SeedDevice;
}

const IDLE_MS = 2 * HOUR_MS;
const ABSOLUTE_MS = 12 * HOUR_MS;
const VISITORS_PER_DAY = 5;
const RECENTLY_ACTIVE = ["ines", "ana", "carmen", "hugo", "luis"] as const;

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
  const active = RECENTLY_ACTIVE.map((username) => activeSession(options, username));
  return [...ended, ...active]
    .toSorted((a, b) => a.created_at - b.created_at)
    .map((row) => withPaths(random, row));
}

function startsOfDay({ random, subjects }: HistoryOptions, day: number): Start[] {
  const starts = PEOPLE.flatMap((person) =>
    repeat(countAround(random, person.perDay * busyness(day)), () => ({
      at: momentOfDay(random, day),
      subjectId: getSubject(subjects, person.username),
      device: usualDevice(random, person),
    })),
  );
  const visitors = repeat(countAround(random, VISITORS_PER_DAY), () => ({
    at: momentOfDay(random, day),
    subjectId: null,
    device: visitorDevice(random),
  }));
  return [...starts, ...visitors];
}

function endedSession(options: HistoryOptions, start: Start): SessionRow {
  const { random } = options;
  const reason = start.subjectId ? random.weighted(SIGNED_IN_ENDS) : random.weighted(VISITOR_ENDS);
  const active = Math.min(random.around(start.subjectId ? 34 : 6) * MINUTE_MS, ABSOLUTE_MS - IDLE_MS);
  const lastSeen =
    start.at + Math.round(reason === "expired_absolute" ? ABSOLUTE_MS - 3 * MINUTE_MS : active);
  const row = sessionRow(random, start, lastSeen);
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

function activeSession({ random, now, subjects }: HistoryOptions, username: string): SessionRow {
  const person = PEOPLE.find((candidate) => candidate.username === username);
  if (!person) throw new Error(`nobody is called ${username}`);
  const at = now - random.integer(25, 100) * MINUTE_MS;
  const device = person.devices.at(-1) ?? person.devices[0];
  return sessionRow(
    random,
    { at, subjectId: getSubject(subjects, username), device },
    now - random.integer(2, 20) * MINUTE_MS,
  );
}

function sessionRow(random: Random, { at, subjectId, device }: Start, lastSeen: number): SessionRow {
  const { label, type, browser, os } = describeDevice(device.userAgent);
  return {
    id: `ses_${Buffer.from(random.hex(32), "hex").toString("base64url")}`,
    token_hash: hashToken(randomBytes(32).toString("base64url")),
    previous_token_hash: null,
    rotated_at: null,
    kind: subjectId ? "signed_in" : "anonymous",
    subject_id: subjectId,
    host_sid: null,
    data: "{}",
    created_at: at,
    authenticated_at: subjectId ? at : null,
    sudo_until: null,
    last_seen_at: lastSeen,
    idle_expires_at: lastSeen + IDLE_MS,
    absolute_expires_at: at + ABSOLUTE_MS,
    ended_at: null,
    end_reason: null,
    ended_by: null,
    end_message: null,
    ip_first: device.ipAddress,
    ip_last: device.ipAddress,
    user_agent: device.userAgent,
    client_hints: null,
    device_id: null,
    device_label: label,
    device_type: type,
    browser,
    os,
    country: "ES",
    city: device.city,
    request_count: 1 + Math.round(((lastSeen - at) / MINUTE_MS) * (0.3 + random.next())),
    path_history: "[]",
  };
}

/** The last paths of those who allowed analytics, newest first. */
function withPaths(random: Random, row: SessionRow): SessionRow {
  if (row.kind === "signed_in" && random.chance(0.4)) return row;
  const count = Math.min(row.request_count, random.integer(1, 10));
  const step = (row.last_seen_at - row.created_at) / count;
  const visits: PathVisit[] = repeat(count, (index) => ({
    path: randomPath(random, row.subject_id !== null),
    at: new Date(row.last_seen_at - Math.round(index * step)).toISOString(),
  }));
  return { ...row, path_history: JSON.stringify(visits) };
}

/** A page of the site that such a visitor opens. */
export function randomPath(random: Random, signedIn: boolean): string {
  const kind = random.weighted({ home: 3, list: 4, document: 6, visit: 1, members: signedIn ? 5 : 0 });
  if (kind !== "document")
    return { home: "/demo/", list: "/demo/minutes", visit: "/demo/visit", members: "/demo/members" }[kind];
  return `/demo/minutes/${MINUTES[random.integer(0, MINUTES.length - 1)]?.slug}`;
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
