import { createHmac, timingSafeEqual } from "node:crypto";

/** The value of a cookie that only we can make; `purpose` keeps it from standing for something else. */
export function signValue(value: string, purpose: string, secret: string): string {
  return `${value}.${signatureOf(value, purpose, secret)}`;
}

/** The value that `signValue` was given, or undefined for what we did not sign for this purpose. */
export function readSigned(text: string | undefined, purpose: string, secret: string): string | undefined {
  const at = text?.lastIndexOf(".") ?? -1;
  if (text === undefined || at < 0) return undefined;
  const value = text.slice(0, at);
  const given = Buffer.from(text.slice(at + 1));
  const expected = Buffer.from(signatureOf(value, purpose, secret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined;
}

function signatureOf(value: string, purpose: string, secret: string): string {
  return createHmac("sha256", secret).update(`${purpose}:${value}`).digest("base64url");
}
