import { createHmac } from "node:crypto";
import { normaliseUsername } from "./accounts.store.ts";

/** What is kept of the name in an attempt to sign in: a keyed hash, for people type their password there. */
export function hashIdentifier(username: string, secret: string): string {
  return createHmac("sha256", secret)
    .update(`identifier:${normaliseUsername(username)}`)
    .digest("base64url");
}
