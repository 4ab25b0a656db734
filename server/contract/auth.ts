import type { SessionResource } from "./session.ts";
import type { UserResource } from "./user.ts";

export interface LoginRequest {
  username: string;
  password: string;
  /** Keeps the cookie beyond the browser session, and the session for `SERENO_REMEMBER_DAYS`. */
  remember?: boolean;
}

export interface LoginAnswer {
  user: UserResource;
  session: SessionResource;
  csrfToken: string;
}

export type LogoutScope = "current" | "others" | "all";

export interface LogoutRequest {
  scope?: LogoutScope;
  /** The host has signed the person out, so the session that it vouched for ends; `scope` is `current` then. */
  reason?: "host_logout";
}

export interface LogoutAnswer {
  message: string;
  /** ISO 8601. */
  endedAt: string;
  /** How many sessions ended. */
  ended: number;
}

export interface ReauthRequest {
  password: string;
}

export interface ReauthAnswer {
  /** ISO 8601. */
  sudoUntil: string;
  csrfToken: string;
  /** Only for a caller who brought a bearer token. */
  token?: string;
}

/** `POST /api/auth/password`. */
export interface PasswordRequest {
  currentPassword: string;
  newPassword: string;
}

export interface PasswordAnswer {
  /** How many other sessions ended. */
  ended: number;
  csrfToken: string;
  /** Only for a caller who brought a bearer token. */
  token?: string;
}

/** A provider of sign-in, `GET /api/auth/providers`. */
export interface ProviderResource {
  name: string;
  /** For people: `Google`. */
  label: string;
  /** Absolute. Takes `next`, where to go afterwards. */
  url: string;
}

/**
 * Why a sign-in with a provider came to nothing: the `problem` of the sign-in page that it leads to.
 * - `denied` the person, or the provider, said no
 * - `unavailable` the provider cannot be reached, or says that it is out of order
 * - `failed` its answer was not what it must be
 * - `stale` the answer belongs to no question of this browser, or comes too late
 * - `disabled` the person may not sign in here
 * - `limit` the person is signed in as often as allowed
 * - `throttled` too many failures of this address
 * - `unconfirmed` the person did not prove anew who they are
 * - `other_person` another person has confirmed than the one signed in
 */
export const PROVIDER_PROBLEMS = [
  "denied",
  "unavailable",
  "failed",
  "stale",
  "disabled",
  "limit",
  "throttled",
  "unconfirmed",
  "other_person",
] as const;

export type ProviderProblem = (typeof PROVIDER_PROBLEMS)[number];
