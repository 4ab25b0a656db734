import type { Context } from "koa";
import { Problem } from "./problem.ts";

/**
 * Refuses a state-changing request that another site made: 403 `origin`. `Origin` decides where it is sent,
 * `Sec-Fetch-Site` otherwise; a client that sends neither is no browser and has no ambient cookie to abuse,
 * unless it sends one: then it is refused. (OWASP CSRF cheat sheet; ASVS 3.5)
 */
export function requireAllowedOrigin(ctx: Context, allowed: ReadonlySet<string>): void {
  if (isAllowedOrigin(ctx, allowed)) return;
  throw new Problem("origin", "This request came from a site that may not make it.");
}

/**
 * Refuses a link of another site to what costs much though it changes nothing: 403 `origin`. A client that does not
 * say where it comes from is no browser of the last years. (ASVS 3.5.3)
 */
export function refuseCrossSiteLink(ctx: Context, allowed: ReadonlySet<string>): void {
  if (ctx.get("Sec-Fetch-Site") !== "cross-site" || allowed.has(ctx.get("Origin"))) return;
  throw new Problem("origin", "This request came from a site that may not make it.");
}

function isAllowedOrigin(ctx: Context, allowed: ReadonlySet<string>): boolean {
  const origin = ctx.get("Origin");
  if (origin !== "" && origin !== "null") return allowed.has(origin);
  const site = ctx.get("Sec-Fetch-Site");
  if (site !== "") return site === "same-origin";
  return origin === "" && ctx.get("Cookie") === "";
}
