import type { LogoutAnswer, LogoutScope } from "../../server/contract/index.ts";
import { ApiError, type ApiClient } from "./api-client.ts";

const PENDING_KEY = "sereno_pending_logout";

/**
 * Ends the session on the server. Nobody being signed in any more is as good: null then. Tries again once
 * when no usable answer came, and rejects with an `ApiError`.
 */
export async function signOutOnServer(api: ApiClient, scope?: LogoutScope): Promise<LogoutAnswer | null> {
  try {
    return await send(api, scope);
  } catch (error) {
    if (!(error instanceof ApiError) || !error.isPassing) throw error;
    return send(api, scope);
  }
}

/** Remembers, beyond this page, a session that the server has yet to be told about. */
export function rememberPendingSignOut(sessionId: string): void {
  withStorage((storage) => storage.setItem(PENDING_KEY, sessionId));
}

export function forgetPendingSignOut(): void {
  withStorage((storage) => storage.removeItem(PENDING_KEY));
}

/** Whether this very session was signed out while the server could not be reached. */
export function isSignOutPending(sessionId: string): boolean {
  return withStorage((storage) => storage.getItem(PENDING_KEY)) === sessionId;
}

async function send(api: ApiClient, scope?: LogoutScope): Promise<LogoutAnswer | null> {
  try {
    return await api.post<LogoutAnswer>("api/auth/logout", scope ? { scope } : {}, { keepalive: true });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

function withStorage<Value>(use: (storage: Storage) => Value): Value | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}
