import type { RevealAnswer, RevealRequest } from "../../server/contract/index.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { isReauthRequired, withReauth } from "../shared/reauth-dialog.ts";

/**
 * The value of a cookie, from the server, which keeps who saw it; the password is asked in place where the server
 * wants it. Undefined when the person cancels; rejects when the server does not show it.
 */
export async function revealCookie(
  host: HTMLElement,
  api: ApiClient,
  cookie: string,
): Promise<string | undefined> {
  const body: RevealRequest = { cookie };
  try {
    const reveal = () => api.post<RevealAnswer>("api/session-debug/reveal", body);
    return (await withReauth(host, api, reveal)).value;
  } catch (error) {
    if (isReauthRequired(error)) return undefined;
    throw error;
  }
}
