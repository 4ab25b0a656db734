/**
 * Where to go afterwards: a path of the same origin, or an address of one of the `trusted` origins, for pages on
 * another sub-domain; `fallback` for everything else. Refuses other origins in every disguise: `//host`, `/\host`,
 * `https:…`, and control characters that browsers drop. (OWASP: unvalidated redirects)
 */
export function nextPath(next: unknown, fallback: string, trusted: readonly string[] = []): string {
  if (typeof next !== "string") return fallback;
  if (!next.startsWith("/")) {
    const isTrusted = URL.canParse(next) && trusted.includes(new URL(next).origin);
    return isTrusted ? new URL(next).href : fallback;
  }
  const base = "http://same.invalid";
  if (!URL.canParse(next, base)) return fallback;
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return fallback;
  return url.pathname + url.search + url.hash;
}
