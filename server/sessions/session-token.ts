import { createHash, randomBytes } from "node:crypto";

/** A session token: 32 random bytes, base64url (ASVS 7.2.3 asks for 128 bits). It leaves in a cookie or a token answer only. */
export function newSessionToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a token: its SHA-256, base64url. The token is random, so no salt or stretching is needed. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** A public id such as `ses_3vQb…`: 16 random bytes behind what it names. */
export function newPublicId(prefix: "ses" | "sub" | "att" | "dev" | "msg"): string {
  return `${prefix}_${randomBytes(16).toString("base64url")}`;
}
