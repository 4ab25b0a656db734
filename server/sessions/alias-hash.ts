/**
 * A short name of a host's session alias, for the readable hint cookie: FNV-1a in 32 bits over UTF-16 units, base 36.
 * It hides nothing and need not: the alias stands in the host's page. The page computes the same
 * (widgets/shared/alias-hash.ts). http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function aliasHash(alias: string): string {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < alias.length; at++) hash = Math.imul(hash ^ alias.charCodeAt(at), 0x01_00_01_93);
  return (hash >>> 0).toString(36);
}
