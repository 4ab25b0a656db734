/**
 * A path of the same origin to go to afterwards, or `fallback`. Refuses other origins in every disguise:
 * `//host`, `/\host`, `https:…`, and control characters that browsers drop. (OWASP: unvalidated redirects)
 */
export function nextPath(next: unknown, fallback: string): string {
  if (typeof next !== "string" || !next.startsWith("/")) return fallback;
  const base = "http://same.invalid";
  if (!URL.canParse(next, base)) return fallback;
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return fallback;
  return url.pathname + url.search + url.hash;
}
