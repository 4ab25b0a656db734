import type { CategoryId, PolicyResource, ReceivedCookie } from "../../server/contract/index.ts";
import { findDeclaredCategory } from "./declared-category.ts";
import type { PageCookie } from "./page-cookies.ts";

/**
 * `yes`: the server says so and the page cannot read it. `inferred`: the server got it, the page cannot
 * read it. `broken`: it should be HttpOnly, and the page reads it all the same.
 */
export type HttpOnlyFinding = "yes" | "inferred" | "broken" | "no";

/** One cookie, from both sides. No value: the page's own are masked too. */
export interface CookieRow {
  /** Stable across refreshes, unique in the list. */
  key: string;
  name: string;
  masked: string;
  bytes: number;
  httpOnly: HttpOnlyFinding;
  declared: boolean;
  category: CategoryId | null;
  /** Whether the server may show its value. */
  isRevealable: boolean;
  seenBy: "both" | "server" | "page";
  /** Only the page knows them, and only where the browser tells. */
  attributes: PageCookie["attributes"];
}

export const MASK = "••••••";

/**
 * Joins what the page can read with what the server received. A name may come twice (other path, other
 * domain): the first pairs with the first. Cookies that the server did not get are looked up in the policy.
 */
export function joinCookies(
  pageCookies: readonly PageCookie[],
  received: readonly ReceivedCookie[],
  policy?: PolicyResource,
): CookieRow[] {
  const unpaired = [...pageCookies];
  const rows = received.map((cookie) => fromServer(cookie, takeByName(unpaired, cookie.name)));
  return withKeys([...rows, ...unpaired.map((cookie) => fromPage(cookie, policy))]);
}

function fromServer(cookie: ReceivedCookie, seen: PageCookie | undefined): CookieRow {
  return {
    key: "",
    name: cookie.name,
    masked: cookie.masked,
    bytes: cookie.bytes,
    httpOnly: judgeHttpOnly(cookie.httpOnly, seen !== undefined),
    declared: cookie.declared,
    category: cookie.category,
    isRevealable: cookie.revealable === true,
    seenBy: seen ? "both" : "server",
    attributes: seen?.attributes ?? null,
  };
}

function fromPage(cookie: PageCookie, policy: PolicyResource | undefined): CookieRow {
  const category = policy && findDeclaredCategory(policy, "cookie", cookie.name);
  return {
    key: "",
    name: cookie.name,
    masked: MASK,
    bytes: cookie.bytes,
    httpOnly: "no",
    declared: category !== undefined,
    category: category ?? null,
    isRevealable: false,
    seenBy: "page",
    attributes: cookie.attributes,
  };
}

function judgeHttpOnly(said: ReceivedCookie["httpOnly"], isReadable: boolean): HttpOnlyFinding {
  if (isReadable) return said === true ? "broken" : "no";
  return said === true ? "yes" : "inferred";
}

function takeByName(cookies: PageCookie[], name: string): PageCookie | undefined {
  const index = cookies.findIndex((cookie) => cookie.name === name);
  return index < 0 ? undefined : cookies.splice(index, 1)[0];
}

function withKeys(rows: CookieRow[]): CookieRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const count = seen.get(row.name) ?? 0;
    seen.set(row.name, count + 1);
    return { ...row, key: `${row.name};${count}` };
  });
}
