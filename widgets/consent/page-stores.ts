/** `document.cookie`, empty where the page may not read it. */
export function readCookies(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}

/** Whether the question was already put in this browser session; no where storage is blocked. */
export function wasShown(): boolean {
  try {
    return "cookies_notification_shown" in sessionStorage;
  } catch {
    return false;
  }
}
