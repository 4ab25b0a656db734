import { timingSafeEqual } from "node:crypto";
import type { Context, Middleware } from "koa";
import { Problem } from "../http/problem.ts";
import { type HostKey, hashKey } from "./host-settings.ts";

interface HostKeyOptions {
  keys: readonly HostKey[];
  /** Told of a request without a good key. */
  onRefused(ctx: Context): void;
}

/**
 * Lets in who brings one of the hosts' keys (RFC 6750), and nobody else. Neither cookies nor an origin count here,
 * so no browser can be made to call it. Hashes of one length are compared, every one of them, in constant time.
 */
export function requireHostKey({ keys, onRefused }: HostKeyOptions): Middleware {
  const known = keys.map(({ name, hash }) => ({ name, hash: Buffer.from(hash, "hex") }));
  return function admitHost(ctx, next) {
    const key = /^Bearer ([^\s]+)$/i.exec(ctx.get("Authorization"))?.[1];
    const given = Buffer.from(hashKey(key ?? ""), "hex");
    const matching = known.filter(({ hash }) => timingSafeEqual(hash, given));
    const name = matching[0]?.name;
    if (key === undefined || name === undefined) {
      onRefused(ctx);
      ctx.set("WWW-Authenticate", "Bearer");
      throw new Problem("unauthenticated", "This is for a host's back end, with its key as bearer token.");
    }
    ctx.state.hostKey = name;
    return next();
  };
}

/** How the audit log names whoever came by the request's key. */
export function getHostActor(ctx: Context): string {
  const name: unknown = ctx.state.hostKey;
  if (typeof name !== "string") throw new Error("a route of the server API was reached without a key");
  return `host:${name}`;
}
