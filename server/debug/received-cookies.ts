import type { CategoryId, ReceivedCookie } from "../contract/index.ts";

/** What the policy says of a cookie; undefined when it says nothing. */
export type CookieLookup = (name: string) => KnownCookie | undefined;

interface KnownCookie {
  category: CategoryId;
  httpOnly?: boolean;
  revealable?: boolean;
}

const COOKIES_SHOWN = 100;

/** `sessionid`, `PHPSESSID`, `connect.sid`, `_app_session`, `.AspNetCore.Identity`, `remember_token`, `XSRF-TOKEN`. */
const SESSION_COOKIE = /sess|sid$|auth|token|csrf|xsrf|identity|jwt|remember|^koa:|sso/i;

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
  return parseCookies(header)
    .slice(0, COOKIES_SHOWN)
    .map(([name = "", value = ""]) => {
      const declared = lookUp(name);
      return {
        name,
        masked: isSecret(name) ? mask("") : mask(value),
        bytes: Buffer.byteLength(value, "latin1"),
        httpOnly: declared?.httpOnly ?? "inferred",
        declared: declared !== undefined,
        category: declared?.category ?? null,
        ...(declared?.revealable === true && !isSecret(name) && { revealable: true as const }),
      };
    });
}

/** The value of a cookie in a `Cookie` header, the first when there are several. */
export function findCookieValue(header: string, name: string): string | undefined {
  return parseCookies(header).find((pair) => pair[0] === name)?.[1];
}

/**
 * Whether a cookie opens a session, as the common frameworks name theirs: whatever a policy says, its value
 * reaches no page.
 */
export function looksLikeSession(name: string): boolean {
  return SESSION_COOKIE.test(name);
}

/** The first characters of a long value, none of a short one, and never how long it is. */
export function mask(value: string): string {
  return `${value.length >= 16 ? value.slice(0, 3) : ""}••••••`;
}

function parseCookies(header: string): string[][] {
  return header
    .split(";")
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map(splitOnce);
}

function splitOnce(pair: string): string[] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair] : [pair.slice(0, at), pair.slice(at + 1)];
}
