import type { CategoryId, GrantId } from "./consent.ts";
import type { PathVisit } from "./session.ts";
import type { UserResource } from "./user.ts";

/** `GET /api/session-debug`. Keeps the snake_case of its documented fields. */
export interface SessionDebugAnswer {
  /** Public id, shortened in the middle. */
  session_key: string;
  /** The `SessionResource` with its temporary data under `data`, secrets redacted by key and by shape. */
  session_data: Record<string, unknown>;
  cookies: ReceivedCookie[];
  user_info: UserResource;
  /** Last 10 paths, newest first, without query values. */
  path_history: PathVisit[];
  statistics: RequestStatistics;
  consent: { granted: GrantId[]; policyVersion: number | null; decidedAt: string | null };
  server: { version: string; time: string; uptimeSeconds: number; database: "sqlite" | "postgresql" };
}

/** A cookie as the server received it; the value stays there. */
export interface ReceivedCookie {
  name: string;
  masked: string;
  /** UTF-8 bytes of the value. */
  bytes: number;
  httpOnly: boolean | "inferred";
  declared: boolean;
  category: CategoryId | null;
  /** Whether `reveal` may show its value. */
  revealable?: true;
}

/** `POST /api/session-debug/reveal`. Audited; the policy must mark the cookie as revealable. */
export interface RevealRequest {
  cookie: string;
}

export interface RevealAnswer {
  cookie: string;
  /** As the server received it. */
  value: string;
}

/** Requests of the caller's session since it began, or since it was cleared. */
export interface RequestStatistics {
  requestCount: number;
  /** Requests seen by this process, `{"2xx": 12}`. */
  byStatusClass: Record<string, number>;
  meanMs: number | null;
  slowest: { path: string; ms: number } | null;
  lastError: { path: string; status: number; at: string } | null;
}
