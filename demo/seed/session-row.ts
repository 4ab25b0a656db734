import { randomBytes } from "node:crypto";
import { HOUR_MS, MINUTE_MS } from "../../server/clock.ts";
import type { PathVisit } from "../../server/contract/index.ts";
import type { SessionRow } from "../../server/database/tables.ts";
import { describeDevice } from "../../server/sessions/device.ts";
import type { Device } from "../../server/sessions/session.ts";
import { hashToken } from "../../server/sessions/session-token.ts";
import { MINUTES } from "../content/archive.ts";
import type { SeedDevice } from "./people.ts";
import type { Random } from "./random.ts";

export interface SessionStart {
  /** Epoch ms. */
  at: number;
  /** Null for a visitor without an account. */
  subjectId: string | null;
  /** Empty for a visitor. */
  username: string;
  device: SeedDevice;
}

export const IDLE_MS = 2 * HOUR_MS;
export const ABSOLUTE_MS = 12 * HOUR_MS;

/** A session that was used from `start.at` to `lastSeen` and is open. Its token is the hash of random bytes that nobody has. */
export function openSession(
  random: Random,
  { at, subjectId, username, device }: SessionStart,
  lastSeen: number,
): SessionRow {
  const { label, type, browser, os } = describeOnce(device.userAgent);
  return {
    id: `ses_${Buffer.from(random.hex(32), "hex").toString("base64url")}`,
    token_hash: hashToken(randomBytes(32).toString("base64url")),
    previous_token_hash: null,
    rotated_at: null,
    kind: subjectId ? "signed_in" : "anonymous",
    subject_id: subjectId,
    username,
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

/** Parsing a user agent takes a third of a millisecond, and there are ten of them on fifteen hundred sessions. */
const DESCRIBED = new Map<string, Device>();

function describeOnce(userAgent: string): Device {
  const device = DESCRIBED.get(userAgent) ?? describeDevice(userAgent);
  DESCRIBED.set(userAgent, device);
  return device;
}

/** Adds the last paths of those who allowed analytics, newest first. */
export function withPaths(random: Random, row: SessionRow): SessionRow {
  if (row.kind === "signed_in" && random.chance(0.4)) return row;
  const count = Math.min(row.request_count, random.integer(1, 10));
  const step = (row.last_seen_at - row.created_at) / count;
  const visits: PathVisit[] = Array.from({ length: count }, (_, index) => ({
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
