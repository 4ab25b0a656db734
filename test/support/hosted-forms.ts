import type { Answer, TestClient } from "./client.ts";
import { textOf, valueOf } from "./read-page.ts";

/** Sends the form of a hosted page as a browser without script does: its token in a field, no header. */
export function submitForm(
  client: TestClient,
  path: string,
  page: Answer<unknown>,
  fields: Record<string, string> = {},
): Promise<Answer<unknown>> {
  const csrf = valueOf(page.text, "csrf");
  if (csrf === "") throw new Error(`no form at ${path}: ${page.status} ${textOf(page.text).slice(0, 300)}`);
  return client.send("POST", path, {
    body: new URLSearchParams({ csrf, ...fields }).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRF-Token": "" },
  });
}

/** Where a redirect leads, below the base path. */
export function placeOf({ status, headers, text }: Answer<unknown>): string {
  if (status !== 303) throw new Error(`no redirect but ${status}: ${textOf(text).slice(0, 300)}`);
  return (headers.get("Location") ?? "").replace(/^\/sereno/, "");
}
