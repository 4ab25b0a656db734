/** IndexedDB of this page's origin. */
export interface Databases {
  names: readonly string[];
  /** Of all of them together; undefined where the browser does not tell. */
  bytes: number | undefined;
}

/** Chromium alone divides it by kind. */
type Estimate = StorageEstimate & { usageDetails?: { indexedDB?: number } };

/** Undefined where the browser blocks databases or does not list them. */
export async function listDatabases(): Promise<Databases | undefined> {
  try {
    const found = await indexedDB.databases();
    const estimate = (await navigator.storage?.estimate()) as Estimate | undefined;
    return { names: found.map(({ name = "" }) => name), bytes: estimate?.usageDetails?.indexedDB };
  } catch {
    return undefined;
  }
}
