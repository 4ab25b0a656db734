import type { DeviceType, EndReason, PathVisit, SessionKind, UserResource } from "../contract/index.ts";

/** A session as the rules see it. Times are epoch ms. */
export interface Session {
  readonly id: string;
  readonly tokenHash: string;
  readonly previousTokenHash: string | null;
  readonly rotatedAt: number | null;
  readonly kind: SessionKind;
  readonly user: UserResource | null;
  /** The alias of the host's own session, when a host vouches for this one. */
  readonly hostSid: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly authenticatedAt: number | null;
  /** Until when the last authentication counts as recent. */
  readonly sudoUntil: number | null;
  readonly lastSeenAt: number;
  readonly idleExpiresAt: number;
  readonly absoluteExpiresAt: number;
  readonly endedAt: number | null;
  readonly endReason: EndReason | null;
  readonly endMessage: string | null;
  readonly endedBy: UserResource | null;
  readonly ipFirst: string;
  readonly ipLast: string;
  readonly userAgent: string;
  readonly device: Device;
  readonly location: { country: string; city: string | null } | null;
  readonly requestCount: number;
  readonly pathHistory: readonly PathVisit[];
}

export interface Device {
  readonly label: string;
  readonly type: DeviceType;
  readonly browser: string | null;
  readonly os: string | null;
}

export interface SessionEnd {
  at: number;
  reason: EndReason;
  message: string | null;
}

/** How the session has ended at `now`, recorded or not: a deadline that has passed counts by itself. */
export function endOf(session: Session, now: number): SessionEnd | undefined {
  if (session.endedAt !== null && session.endReason !== null) {
    return { at: session.endedAt, reason: session.endReason, message: session.endMessage };
  }
  const deadline = Math.min(session.idleExpiresAt, session.absoluteExpiresAt);
  if (now < deadline) return undefined;
  const idle = session.idleExpiresAt <= session.absoluteExpiresAt;
  return { at: deadline, reason: idle ? "expired_idle" : "expired_absolute", message: null };
}

/** How long the cookies of a session are to be kept: to its end when it was to be remembered, else until the browser closes. */
export function remainingCookieMs(
  session: Session,
  { rememberMs, now }: { rememberMs: number; now: number },
): number | undefined {
  const isRemembered = session.absoluteExpiresAt - session.createdAt >= rememberMs;
  return isRemembered ? Math.max(0, session.absoluteExpiresAt - now) : undefined;
}
