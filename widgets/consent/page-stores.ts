/** `document.cookie`, empty where the page may not read it. */
export function readCookies(): string {
  try {
    return document.cookie;
  } catch {
    return "";
  }
}
