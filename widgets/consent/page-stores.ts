/** `document.cookie`, empty where the page may not read it. */
export function readCookies(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}

/** Whether a storage holds a key; no where it is blocked. */
export function hasKey(area: "localStorage" | "sessionStorage", key: string): boolean {
  try {
    return key in window[area];
  } catch {
    return false;
  }
}
