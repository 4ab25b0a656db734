import { aliasHash } from "./alias-hash.ts";

/**
 * Whether our session, as the hint cookie tells of it, is bound to the host's own session that the page shows.
 * Nothing is asked then; nor where the page shows none (undefined), or where neither is there.
 */
export function isBoundTo(alias: string | undefined, hint: string | undefined): boolean {
  return alias === undefined || (alias && aliasHash(alias)) === (hint?.split(".")[1] ?? "");
}
