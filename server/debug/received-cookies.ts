import type { CategoryId, ReceivedCookie } from "../contract/index.ts";

/** What the policy says of a cookie; undefined when it says nothing. */
export type CookieLookup = (name: string) => { category: CategoryId; httpOnly?: boolean } | undefined;

const COOKIES_SHOWN = 100;

/**
 * The cookies of a `Cookie` header, without their values. A browser never sends the flags: HttpOnly is known of
 * our own, and inferred by the page, which sees which of these its scripts cannot read.
 *
 * @param isSecret cookies of which not one character is shown
 */
export function describeReceivedCookies(
  header: string,
  lookUp: CookieLookup,
  isSecret: (name: string) => boolean,
): ReceivedCookie[] {
  return header
    .split(";")
    .map((pair) => pair.trim())
    .filter(Boolean)
    .slice(0, COOKIES_SHOWN)
    .map((pair) => {
      const [name = "", value = ""] = splitOnce(pair);
      const declared = lookUp(name);
      return {
        name,
        masked: isSecret(name) ? mask("") : mask(value),
        bytes: Buffer.byteLength(value, "latin1"),
        httpOnly: declared?.httpOnly ?? "inferred",
        declared: declared !== undefined,
        category: declared?.category ?? null,
      };
    });
}

/** The first characters of a long value, none of a short one, and never how long it is. */
export function mask(value: string): string {
  return `${value.length >= 16 ? value.slice(0, 3) : ""}••••••`;
}

function splitOnce(pair: string): string[] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair] : [pair.slice(0, at), pair.slice(at + 1)];
}
