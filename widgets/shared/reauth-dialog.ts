import type { ApiClient } from "./api-client.ts";
import { ApiError } from "./api-client.ts";

/** By host: a prompt goes with the host that holds it, and must not hold up the others. */
const asking = new WeakMap<HTMLElement, Promise<void>>();

/**
 * Runs an action that the server may guard by a recent password. When it answers 403 `reauth_required`, the
 * password is asked in place, inside `host`, and the action repeated once.
 *
 * Throws what the action throws. When the person cancels, that is the `reauth_required` error itself, which
 * callers pass over in silence: nothing was done, and the person knows.
 */
export async function withReauth<Result>(
  host: HTMLElement,
  api: ApiClient,
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (!isReauthRequired(error)) throw error;
    await askOnce(host, api, error);
    return action();
  }
}

export function isReauthRequired(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === "reauth_required";
}

/** Two actions of a host that need the password at the same time ask for it once. */
function askOnce(host: HTMLElement, api: ApiClient, error: ApiError): Promise<void> {
  const asked =
    asking.get(host) ??
    import("./password-prompt.ts")
      .then(({ askPassword }) => askPassword(host, api, error))
      .finally(() => asking.delete(host));
  asking.set(host, asked);
  return asked;
}
