/** Whether the question was already put in this browser session; no where storage is blocked. */
export function wasShown(): boolean {
  try {
    return !!sessionStorage["cookies_notification_shown"];
  } catch {
    return false;
  }
}
