import type { ApiClient } from "../shared/api-client.ts";
import { isReauthRequired, withReauth } from "../shared/reauth-dialog.ts";
import { toQuery, type SessionFilters } from "./filters.ts";

/** A million sessions are on their way for a while. */
const LONGEST_MS = 300_000;

/**
 * Saves everybody's sessions that match as a file of the server's making. Resolves with whether there is one: not when
 * the person would not give the password. Rejects with an `ApiError`. A link would do, but it could not ask for the password first.
 */
export async function exportCsv(
  host: HTMLElement,
  api: ApiClient,
  filters: SessionFilters,
): Promise<boolean> {
  const file = await withReauth(host, api, () => fetchFile(api, filters)).catch((error: unknown) => {
    if (!isReauthRequired(error)) throw error;
  });
  if (!file) return false;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `sessions-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  // The browser has taken hold of the file by the next turn; the address would keep it for the life of the page.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
  return true;
}

function fetchFile(api: ApiClient, filters: SessionFilters): Promise<Blob> {
  const path = `api/admin/sessions.csv?${new URLSearchParams(toQuery(filters, "all"))}`;
  return api.get(path, { as: "blob", timeoutMs: LONGEST_MS, headers: { Accept: "text/csv" } });
}
