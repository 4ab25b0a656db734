import { byteLength } from "./scrub.ts";

/**
 * What browsers let requests hold that outlive their page, in all.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
const KEEPALIVE_BYTES = 65_536;
const TIMEOUT_MS = 10_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Sends bodies; counts the bytes of those in flight, so that each can outlive the page as long as they fit. */
export function createDelivery(url: string) {
  let bytesInFlight = 0;
  let failures = 0;

  const postpone = (leastMs: number): number =>
    leastMs + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++) * (0.5 + Math.random() / 2);

  async function post(body: string, keepalive: boolean): Promise<number> {
    // As text: on a sub-domain it needs no preflight.
    const { status, headers } = await fetch(url, {
      method: "POST",
      body,
      keepalive,
      credentials: "include",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (/408|425|429|5../.test(`${status}`)) return postpone(Number(headers.get("Retry-After")) * 1_000 || 0);
    return (failures = 0);
  }

  /**
   * Resolves with how long to wait before the next attempt, in ms; 0 when the server has it, or never wants it.
   * Never rejects. While the page is left, a beacon takes what fetch refuses.
   */
  return async function send(body: string, { isLeaving }: { isLeaving: boolean }): Promise<number> {
    const bytes = byteLength(body);
    const keepalive = bytesInFlight + bytes <= KEEPALIVE_BYTES;
    if (keepalive) bytesInFlight += bytes;
    try {
      return await post(body, keepalive);
    } catch {
      return isLeaving && navigator.sendBeacon(url, body) ? 0 : postpone(0);
    } finally {
      if (keepalive) bytesInFlight -= bytes;
    }
  };
}
