import type { DeviceResource, MetricsAnswer, SessionResource } from "../../../server/contract/index.ts";
import { ANA, INES, LUIS, MARTA } from "./people.ts";

/** The moment at which the gallery stands still. */
export const NOW = Date.parse("2026-11-22T10:14:00Z");

const MINUTE_MS = 60_000;

const LINUX = device("Firefox", "Linux", "desktop");
const IPHONE = device("Safari", "iPhone", "mobile");
const WINDOWS = device("Edge", "Windows", "desktop");
const IPAD = device("Safari", "iPad", "tablet");

/** A session of marta on this device, an hour and 22 minutes old, unless the changes say otherwise. */
export function sessionOf(changes: Partial<SessionResource> = {}): SessionResource {
  return {
    id: "ses_9QxLb2c41",
    kind: "signed_in",
    current: false,
    status: "active",
    startedAt: minutesAgo(82),
    lastSeenAt: minutesAgo(0),
    endedAt: null,
    endReason: null,
    endMessage: null,
    endedBy: null,
    durationSeconds: 82 * 60,
    idleExpiresAt: minutesAgo(-118),
    absoluteExpiresAt: minutesAgo(-638),
    ipAddress: "10.0.4.17",
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    device: LINUX,
    location: { country: "ES", city: "Barcelona" },
    requestCount: 42,
    user: MARTA,
    ...changes,
  };
}

const PHONE: Partial<SessionResource> = {
  id: "ses_2",
  startedAt: minutesAgo(36),
  lastSeenAt: minutesAgo(2),
  durationSeconds: 34 * 60,
  device: IPHONE,
  ipAddress: "83.45.112.9",
  location: { country: "ES", city: "Madrid" },
  requestCount: 1_208,
};
const TABLET: Partial<SessionResource> = {
  id: "ses_3",
  startedAt: minutesAgo(60 * 51),
  lastSeenAt: minutesAgo(95),
  durationSeconds: 49 * 3_600,
  device: IPAD,
  ipAddress: "2a0c:5a80:1206:d400::17",
  location: null,
};
const OFFICE: Partial<SessionResource> = {
  id: "ses_4",
  startedAt: minutesAgo(60 * 3),
  lastSeenAt: minutesAgo(14),
  durationSeconds: 166 * 60,
  device: WINDOWS,
  ipAddress: "91.126.3.40",
  location: { country: "DE", city: null },
};

export const CURRENT = sessionOf({ current: true });

export const OWN_SESSIONS: readonly SessionResource[] = [CURRENT, sessionOf(PHONE), sessionOf(TABLET)];

export const ALL_SESSIONS: readonly SessionResource[] = [
  CURRENT,
  sessionOf({ ...PHONE, user: ANA }),
  sessionOf({ ...OFFICE, user: INES }),
  sessionOf({ ...TABLET, user: LUIS }),
];

/** Two that begin while the list is looked at. */
export const NEW_SESSIONS: readonly SessionResource[] = [
  sessionOf({ ...PHONE, id: "ses_8", user: LUIS, startedAt: minutesAgo(0), lastSeenAt: minutesAgo(0) }),
  sessionOf({ ...OFFICE, id: "ses_9", user: ANA, startedAt: minutesAgo(0), lastSeenAt: minutesAgo(0) }),
];

export const ENDED_SESSIONS: readonly SessionResource[] = [
  ended(
    { ...PHONE, id: "ses_5", user: ANA, endReason: "forced", endedBy: MARTA },
    "Password found on a shared computer.",
  ),
  ended({ ...OFFICE, id: "ses_6", user: LUIS, endReason: "expired_idle" }),
  ended({ ...TABLET, id: "ses_7", user: INES, endReason: "password_change" }),
  ended({ id: "ses_10", user: ANA, endReason: "manual" }),
  ended({ ...OFFICE, id: "ses_11", user: ANA, endReason: "expired_absolute" }),
];

export const METRICS: MetricsAnswer = {
  window: "24h",
  generatedAt: minutesAgo(0),
  active: { total: 1_284, signedIn: 1_200, anonymous: 84 },
  byUser: [
    { user: "ana", count: 4 },
    { user: "luis", count: 2 },
  ],
  byDevice: [
    { device: "desktop", count: 760 },
    { device: "mobile", count: 431 },
    { device: "tablet", count: 93 },
  ],
  averageDurationSeconds: 46 * 60,
  expiredLastHour: 37,
  endsByReason: { manual: 412, expired_idle: 288, password_change: 12, forced: 6 },
  logins: { succeeded: 972, failed: 28, successRate: 0.972 },
  series: [310, 260, 190, 150, 220, 540, 880, 1_120, 1_310, 1_260, 1_180, 1_284].map((active, step) => ({
    at: minutesAgo((12 - step) * 120),
    started: Math.round(active / 4),
    ended: Math.round(active / 5),
    active,
  })),
  consent: { accepted: 210, rejected: 130, chosen: 41, withdrawn: 5 },
};

export function minutesAgo(minutes: number): string {
  return new Date(NOW - minutes * MINUTE_MS).toISOString();
}

function ended(changes: Partial<SessionResource>, endMessage: string | null = null): SessionResource {
  const endedAt = changes.lastSeenAt ?? minutesAgo(0);
  return sessionOf({ ...changes, status: "ended", endedAt, endMessage });
}

function device(browser: string, os: string, type: DeviceResource["type"]): DeviceResource {
  return { label: `${browser} on ${os}`, type, browser, os };
}
