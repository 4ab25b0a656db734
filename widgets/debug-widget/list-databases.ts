/** Names of the page's IndexedDB databases; undefined where the browser blocks them or does not list them. */
export async function listDatabases(): Promise<string[] | undefined> {
  try {
    return (await indexedDB.databases()).map(({ name = "" }) => name);
  } catch {
    return undefined;
  }
}
