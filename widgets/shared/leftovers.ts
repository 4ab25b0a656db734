/** localStorage keys that a signed-out person leaves behind; `clear-keys` adds to them. */
const REGISTERED_KEYS = [
  "user",
  "csrf_token",
  "user_preferences",
  "temp_data",
  "cart_data",
  "filters_applied",
] as const;

/** Consent belongs to the browser, not to the session: its keys outlive every logout. */
const CONSENT_KEY = /^(cookies_accepted|cookies_accepted_date|cookies_notification_shown|sereno_consent.*)$/;

/** Removes the registered localStorage keys and all of sessionStorage, consent excepted. Never throws. */
export function clearLeftovers(furtherKeys: readonly string[] = []): void {
  removeKeys(
    () => localStorage,
    () => [...REGISTERED_KEYS, ...furtherKeys],
  );
  removeKeys(() => sessionStorage, Object.keys);
}

function removeKeys(getStorage: () => Storage, keysOf: (storage: Storage) => readonly string[]): void {
  try {
    const storage = getStorage();
    for (const key of keysOf(storage)) if (!CONSENT_KEY.test(key)) storage.removeItem(key);
  } catch {
    // The browser refuses storage: then there is nothing to clear.
  }
}
