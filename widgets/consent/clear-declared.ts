import { type StorageArea, writeKey } from "./storage-keys.ts";

/**
 * Deletes cookies and storage keys by their declared names: `_ga`, `_pk_*`, `local:key`, `session:key`.
 * Cookies go in every domain and path that this page could have set them for; those that only the server
 * may see (HttpOnly) stay. Never throws: where the page may not touch them there are none.
 */
export function clearDeclared(names: readonly string[]): void {
  for (const declared of names) {
    const [name = "", area] = declared.split(":").reverse();
    const storage = area === "local" ? "localStorage" : "sessionStorage";
    for (const present of matching(area ? storedKeys(storage) : cookieNames(), name)) {
      if (area) writeKey(storage, present, null);
      else deleteCookie(present);
    }
  }
}

function deleteCookie(name: string): void {
  const labels = location.hostname.split(".");
  const domains = ["", ...labels.map((_, index) => `;domain=${labels.slice(index).join(".")}`)];
  // Names with a `__Secure-` or `__Host-` prefix are not touched without it (RFC 6265bis, 4.1.3).
  const secure = location.protocol === "https:" ? ";secure" : "";
  const segments = location.pathname.split("/");
  const paths = segments.map((_, index) => segments.slice(0, index + 1).join("/"));
  for (const domain of domains) {
    for (const path of paths) {
      for (const end of ["", "/"])
        document.cookie = `${name}=;max-age=0;path=${path}${end}${domain}${secure}`;
    }
  }
}

function matching(present: string[], name: string): string[] {
  return present.filter((one) => (name.endsWith("*") ? one.startsWith(name.slice(0, -1)) : one === name));
}

function cookieNames(): string[] {
  try {
    return document.cookie.split("; ").map((pair) => pair.replace(/=.*/, ""));
  } catch {
    return [];
  }
}

function storedKeys(area: StorageArea): string[] {
  try {
    return Object.keys(window[area]);
  } catch {
    return [];
  }
}
