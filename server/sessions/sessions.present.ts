import type { SessionAnswer, SessionResource, UserResource } from "../contract/index.ts";
import { csrfTokenFor } from "../http/csrf.ts";
import { aliasHash } from "./alias-hash.ts";
import { endOf, type Session } from "./session.ts";

interface Viewpoint {
  now: number;
  /** Session that asks; none for commands. */
  currentId: string | undefined;
}

/** A session for the wire, as it stands at `now`: what has passed its deadline is ended. */
export function presentSession(session: Session, { now, currentId }: Viewpoint): SessionResource {
  const end = endOf(session, now);
  return {
    id: session.id,
    kind: session.kind,
    current: session.id === currentId,
    status: end === undefined ? "active" : "ended",
    startedAt: iso(session.createdAt),
    lastSeenAt: iso(session.lastSeenAt),
    endedAt: end === undefined ? null : iso(end.at),
    endReason: end?.reason ?? null,
    endMessage: end?.message ?? null,
    endedBy: session.endedBy,
    durationSeconds: Math.round(((end?.at ?? now) - session.createdAt) / 1_000),
    idleExpiresAt: iso(session.idleExpiresAt),
    absoluteExpiresAt: iso(session.absoluteExpiresAt),
    ipAddress: session.ipLast,
    userAgent: session.userAgent,
    device: session.device,
    location: session.location,
    requestCount: session.requestCount,
    user: session.user,
  };
}

/** The caller's own session, with its path history. */
export function presentOwnSession(session: Session, now: number): SessionResource {
  return {
    ...presentSession(session, { now, currentId: session.id }),
    pathHistory: [...session.pathHistory],
  };
}

export function presentSessionAnswer(session: Session, now: number, secret: string): SessionAnswer {
  return {
    session: presentOwnSession(session, now),
    user: session.user,
    csrfToken: csrfTokenFor(session.id, secret),
    serverTime: iso(now),
  };
}

/** What the readable hint cookie says of a person's session. */
export function hintOf(user: UserResource, hostSid: string | null): string {
  const role = user.isSuperuser ? "superuser" : "user";
  return hostSid === null ? role : `${role}.${aliasHash(hostSid)}`;
}

/** Most of a session's times are the same at each request, and formatting them is a tenth of verifying it. */
const written = new Map<number, string>();
const WRITTEN_TIMES = 10_000;

function iso(at: number): string {
  const known = written.get(at);
  if (known !== undefined) return known;
  if (written.size >= WRITTEN_TIMES) written.clear();
  const text = new Date(at).toISOString();
  written.set(at, text);
  return text;
}
