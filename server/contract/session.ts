import type { EndReason } from "./end-reason.ts";
import type { UserResource } from "./user.ts";

export type SessionKind = "signed_in" | "anonymous" | "bearer";
export type SessionStatus = "active" | "ended";
export type DeviceType = "desktop" | "mobile" | "tablet" | "bot" | "unknown";

export interface DeviceResource {
  /** For people: "Firefox on Windows". */
  label: string;
  type: DeviceType;
  browser: string | null;
  os: string | null;
}

export interface LocationResource {
  /** ISO 3166-1 alpha-2. */
  country: string;
  city: string | null;
}

export interface PathVisit {
  path: string;
  /** ISO 8601. */
  at: string;
}

/** A session as the API shows it. Times are ISO 8601. */
export interface SessionResource {
  /** Public id, `ses_…`; names the session, opens nothing. */
  id: string;
  kind: SessionKind;
  /** Whether it is the session that asks. */
  current: boolean;
  status: SessionStatus;
  startedAt: string;
  lastSeenAt: string;
  endedAt: string | null;
  endReason: EndReason | null;
  /** Text meant for the user. */
  endMessage: string | null;
  endedBy: UserResource | null;
  durationSeconds: number;
  idleExpiresAt: string;
  absoluteExpiresAt: string;
  ipAddress: string;
  userAgent: string;
  device: DeviceResource;
  location: LocationResource | null;
  requestCount: number;
  /** Last 10 paths, newest first; only in answers about the caller's own session. */
  pathHistory?: PathVisit[];
  user: UserResource | null;
}

/** `GET /api/session`, `POST /api/session/page-view`, and the first event of a stream. */
export interface SessionAnswer {
  session: SessionResource;
  user: UserResource | null;
  csrfToken: string;
  /** The server's clock, ISO 8601: deadlines are counted against it, never against the page's. */
  serverTime: string;
}

/** `GET|POST /api/auth/verify`. */
export interface VerifyAnswer {
  user: UserResource | null;
  session: SessionResource;
}

/** Every list of the API. */
export interface Page<Item> {
  items: Item[];
  /** Opaque and signed; `null` on the last page. */
  nextCursor: string | null;
  total?: number;
  totalIsCapped?: true;
}

export type SessionStateFilter = "active" | "ended" | "all";

export interface PageViewRequest {
  path: string;
  title?: string;
}

/** `PATCH /api/session/data`: a value, or `null` to remove the key. */
export type SessionDataPatch = Record<string, unknown>;

export interface SessionDataAnswer {
  data: Record<string, unknown>;
}

export type SessionSort = "lastSeenAt" | "startedAt" | "user";
export type SessionOrder = "asc" | "desc";

/** What superusers may look for among all sessions. Everything given must hold. */
export interface SessionFilterRequest {
  state?: SessionStateFilter;
  /** A username or a user's id. */
  user?: string;
  /** Start of a username, an IP address or a session id. */
  q?: string;
  /** A device's type or its whole label. */
  device?: string;
  ip?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  endReason?: EndReason;
  /** ISO 8601; sessions that started then or later. */
  from?: string;
  /** ISO 8601; sessions that started before. */
  to?: string;
}

/** `POST /api/admin/sessions/end`: exactly one of `ids`, `filter` and `userId` says which. */
export interface EndSessionsRequest {
  /** 1 to 500 public ids. */
  ids?: string[];
  /** All active sessions that it matches. */
  filter?: SessionFilterRequest;
  /** All active sessions of this person. */
  userId?: string;
  /** How many of those this call ends at most, 1 to 10,000; `more` says whether some are left. */
  limit?: number;
  /** Shown to the user as `endMessage`. */
  reason: string;
  /** Kept in the audit log only. */
  auditNote?: string;
  dryRun?: boolean;
}

export interface EndSessionsAnswer {
  /** How many were ended (or would be, in a dry run). */
  ended: number;
  ids: string[];
  notFound: string[];
  /** Whether matching sessions are left for another call. */
  more: boolean;
}
