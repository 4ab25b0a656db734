import type { IncomingMessage } from "node:http";

/** What a proxy or tunnel adds: its presence means that the request came from somewhere else. */
const FORWARDING_HEADERS = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
  "cf-connecting-ip",
  "true-client-ip",
] as const;

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const LOOPBACK_ADDRESS = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;

/**
 * Whether a request may sign in to a demo account: it must come from this machine, to this machine, by no proxy.
 * The password is known to everybody, so a tunnel to a developer's laptop must not open it to the world; the
 * host name is checked against DNS rebinding.
 */
export function isDemoRequestAllowed(request: Pick<IncomingMessage, "headers" | "socket">): boolean {
  if (FORWARDING_HEADERS.some((name) => request.headers[name] !== undefined)) return false;
  if (!LOOPBACK_HOST.test(request.headers.host ?? "")) return false;
  return LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? "");
}
