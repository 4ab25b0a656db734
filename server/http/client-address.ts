import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * The client's address: the peer's, or, behind `hops` proxies that append to X-Forwarded-For, the entry that
 * the outermost of them wrote. What stands further left was sent by the client and is never believed.
 */
export function clientAddress(request: IncomingMessage, hops: number): string {
  const peer = plain(request.socket.remoteAddress ?? "");
  if (hops === 0) return peer;
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((entry) => entry.trim());
  const entry = forwarded.at(-hops) ?? "";
  return isIP(entry) ? plain(entry) : peer;
}

/** IPv4 addresses that arrive on an IPv6 socket lose their `::ffff:`. */
function plain(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
}
