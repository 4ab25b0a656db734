import type { SessionResource, UserResource } from "../../../server/contract/index.ts";

/** A Sunday morning. */
export const NOW = Date.parse("2026-11-22T10:14:00Z");
const MINUTE_MS = 60_000;

export const MARTA = createUser("marta", "Marta Soler", ["superuser"]);
export const ANA = createUser("ana", "Ana Ruiz");
export const LUIS = createUser("luis", "Luis Peña");

export function createUser(username: string, displayName: string, roles: string[] = []): UserResource {
  return { id: `usr_${username}`, username, displayName, roles, isSuperuser: roles.includes("superuser") };
}

export function minutesAgo(minutes: number): string {
  return new Date(NOW - minutes * MINUTE_MS).toISOString();
}

/** Ana's phone, active for 34 minutes. */
export function createSession(id: string, change: Partial<SessionResource> = {}): SessionResource {
  return {
    id: `ses_${id}`,
    kind: "signed_in",
    current: false,
    status: "active",
    startedAt: minutesAgo(34),
    lastSeenAt: minutesAgo(2),
    endedAt: null,
    endReason: null,
    endMessage: null,
    endedBy: null,
    durationSeconds: 34 * 60,
    idleExpiresAt: minutesAgo(-118),
    absoluteExpiresAt: minutesAgo(-686),
    ipAddress: "83.45.112.9",
    userAgent: "Mozilla/5.0 (iPhone)",
    device: { label: "Safari on iPhone", type: "mobile", browser: "Safari", os: "iOS" },
    location: { country: "ES", city: "Madrid" },
    requestCount: 42,
    user: ANA,
    ...change,
  };
}

export function createCurrent(user = MARTA): SessionResource {
  return createSession("current", {
    current: true,
    user,
    startedAt: minutesAgo(82),
    lastSeenAt: minutesAgo(0),
    ipAddress: "10.0.4.17",
    device: { label: "Firefox on Linux", type: "desktop", browser: "Firefox", os: "Linux" },
    location: { country: "ES", city: "Barcelona" },
    requestCount: 1284,
  });
}

export function createForced(id: string, change: Partial<SessionResource> = {}): SessionResource {
  return createSession(id, {
    status: "ended",
    startedAt: minutesAgo(2 * 1440 - 74),
    lastSeenAt: minutesAgo(2 * 1440 - 110),
    endedAt: minutesAgo(2 * 1440 - 112),
    endReason: "forced",
    endMessage: "Shared computer",
    endedBy: MARTA,
    durationSeconds: 38 * 60,
    device: { label: "Edge on Windows", type: "desktop", browser: "Edge", os: "Windows" },
    ...change,
  });
}

export function createExpired(id: string, change: Partial<SessionResource> = {}): SessionResource {
  return createSession(id, {
    status: "ended",
    startedAt: minutesAgo(1029),
    lastSeenAt: minutesAgo(963),
    endedAt: minutesAgo(843),
    endReason: "expired_idle",
    durationSeconds: 3 * 3600 + 6 * 60,
    user: LUIS,
    ipAddress: "91.126.3.40",
    device: { label: "Chrome on Windows", type: "desktop", browser: "Chrome", os: "Windows" },
    location: null,
    ...change,
  });
}
