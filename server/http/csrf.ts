import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "koa";
import { CSRF_HEADER } from "../contract/index.ts";
import { Problem } from "./problem.ts";

/** Making one costs a tenth of a request, and most requests of a session need it twice. */
const made = new Map<string, string>();
const TOKENS_KEPT = 5_000;

/** HMAC of the session's public id: it outlives a rotation of the session's token, and nobody else can make it. */
export function csrfTokenFor(sessionId: string, secret: string): string {
  const key = `${sessionId} ${secret}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  if (made.size >= TOKENS_KEPT) made.clear();
  const token = createHmac("sha256", secret).update(`csrf:${sessionId}`).digest("base64url");
  made.set(key, token);
  return token;
}

/** 403 `csrf` unless the request carries the session's token, in `X-CSRF-Token` or in the field `csrf` of a form. */
export function requireCsrfToken(ctx: Context, sessionId: string, secret: string): void {
  const given = Buffer.from(ctx.get(CSRF_HEADER) || findFormToken(ctx));
  const expected = Buffer.from(csrfTokenFor(sessionId, secret));
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new Problem(
    "csrf",
    "The page's CSRF token is missing or no longer valid. Fetch /api/session and try again.",
  );
}

function findFormToken(ctx: Context): string {
  if (!ctx.is("urlencoded")) return "";
  const { csrf }: { csrf?: unknown } = ctx.request.body ?? {};
  return typeof csrf === "string" ? csrf : "";
}
