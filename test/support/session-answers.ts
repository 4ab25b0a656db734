import type { SessionAnswer, SessionResource, UserResource } from "../../server/contract/index.ts";

/** The moment at which the tests of widgets begin. */
export const NOW = Date.parse("2026-11-22T10:00:00.000Z");

export const ANA: UserResource = {
  id: "sub_ana",
  username: "ana",
  displayName: "Ana Ruiz",
  roles: [],
  isSuperuser: false,
};

export const ADMIN: UserResource = {
  id: "sub_admin",
  username: "admin",
  displayName: "Marta Soler",
  roles: ["superuser"],
  isSuperuser: true,
};

/** An active session as `GET /api/session` answers it at `NOW`: idle end in 2 h, absolute end in 12 h. */
export function sessionAnswer(
  changes: Partial<SessionResource> = {},
  user: UserResource = ANA,
  serverNow = NOW,
): SessionAnswer {
  return {
    session: sessionResource({ user, ...changes }),
    user,
    csrfToken: "csrf-1",
    serverTime: new Date(serverNow).toISOString(),
  };
}

export function sessionResource(changes: Partial<SessionResource> = {}): SessionResource {
  return {
    id: "ses_1",
    kind: "signed_in",
    current: true,
    status: "active",
    startedAt: iso(NOW - 3_600_000),
    lastSeenAt: iso(NOW),
    endedAt: null,
    endReason: null,
    endMessage: null,
    endedBy: null,
    durationSeconds: 3_600,
    idleExpiresAt: iso(NOW + 7_200_000),
    absoluteExpiresAt: iso(NOW + 43_200_000),
    ipAddress: "192.0.2.7",
    userAgent: "Test",
    device: { label: "Firefox on Linux", type: "desktop", browser: "Firefox", os: "Linux" },
    location: null,
    requestCount: 3,
    user: ANA,
    ...changes,
  };
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
