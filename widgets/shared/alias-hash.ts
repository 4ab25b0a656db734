/** What the hint cookie says of a host's session alias: FNV-1a in 32 bits, base 36, as server/sessions/alias-hash.ts. */
export function aliasHash(alias: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < alias.length; at++) hash = Math.imul(hash ^ alias.charCodeAt(at), 0x1000193);
  return (hash >>> 0).toString(36);
}
