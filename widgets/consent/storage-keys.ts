import type { Decision } from "./decision.ts";

export type StorageArea = "localStorage" | "sessionStorage";

/** Read by page scripts; on a refusal it is absent, because the text "false" would read as true to old scripts. */
const ACCEPTED = "cookies_accepted";
const ACCEPTED_DATE = "cookies_accepted_date";

/** `null` removes the key. False when the browser refuses the storage. */
export function writeKey(area: StorageArea, key: string, value: string | null): boolean {
  try {
    if (value === null) window[area].removeItem(key);
    else window[area].setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

export function readKey(area: StorageArea, key: string): string | null {
  try {
    return window[area].getItem(key);
  } catch {
    return null;
  }
}

export function writeAcceptedKeys({ granted, at }: Decision): void {
  const accepted = granted.length > 0;
  writeKey("localStorage", ACCEPTED, accepted ? "true" : null);
  writeKey("localStorage", ACCEPTED_DATE, accepted ? new Date(at).toISOString() : null);
}
