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
