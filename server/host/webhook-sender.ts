import { type Clock, SECOND_MS } from "../clock.ts";
import type { WebhookConfig } from "./host-settings.ts";
import { signWebhook } from "./webhook-signature.ts";

interface SenderOptions {
  webhook: WebhookConfig;
  clock: Clock;
  /** How long an answer may take. */
  timeoutMs?: number;
}

/** What has come of one attempt. */
export interface WebhookAttempt {
  /** HTTP status; null without an answer. */
  status: number | null;
  /** Why it has failed, never with what the receiver wrote; null when it was delivered. */
  fault: string | null;
  /** When the receiver wants to be asked again, if it says so. */
  retryAfterMs: number | undefined;
}

export interface WebhookSender {
  /** Never throws. */
  send(id: string, body: string): Promise<WebhookAttempt>;
  /** Breaks off what is under way: the server stops. */
  abort(): void;
}

/** What `fault` says of an attempt that we broke off ourselves. */
export const INTERRUPTED = "interrupted";

const TIMEOUT_MS = 10 * SECOND_MS;

/** Sends signed messages to the host. Follows no redirect: the address is the operator's word, nobody else's. */
export function createWebhookSender({
  webhook,
  clock,
  timeoutMs = TIMEOUT_MS,
}: SenderOptions): WebhookSender {
  const underWay = new Set<AbortController>();

  async function post(id: string, body: string, signal: AbortSignal): Promise<WebhookAttempt> {
    const timestamp = Math.floor(clock() / SECOND_MS);
    const response = await fetch(webhook.url, {
      method: "POST",
      redirect: "manual",
      signal,
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "Sereno",
        "webhook-id": id,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": signWebhook(webhook.secrets, { id, timestamp, body }),
      },
      body,
    });
    // The status says all; what else the receiver writes is not waited for.
    await response.body?.cancel().catch(() => undefined);
    return judge(response, clock());
  }

  return {
    async send(id, body) {
      const controller = new AbortController();
      const late = new Error(`no answer within ${timeoutMs / SECOND_MS} s`);
      const timer = setTimeout(() => controller.abort(late), timeoutMs);
      underWay.add(controller);
      try {
        return await post(id, body, controller.signal);
      } catch (error) {
        return { status: null, fault: describe(error), retryAfterMs: undefined };
      } finally {
        clearTimeout(timer);
        underWay.delete(controller);
      }
    },

    abort() {
      for (const controller of underWay) controller.abort(new Error(INTERRUPTED));
    },
  };
}

function judge({ ok, status, headers }: Response, now: number): WebhookAttempt {
  if (ok) return { status, fault: null, retryAfterMs: undefined };
  const isRedirect = status >= 300 && status < 400;
  const fault = isRedirect ? `answered ${status}: redirects are not followed` : `answered ${status}`;
  return { status, fault, retryAfterMs: readRetryAfter(headers.get("Retry-After"), now) };
}

/** RFC 9110, 10.2.3: seconds or a date. */
function readRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * SECOND_MS : Date.parse(value) - now;
  return ms > 0 ? ms : undefined;
}

/** fetch says only that it failed; the cause has a code such as ECONNREFUSED. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "could not be sent";
  const { cause } = error;
  if (typeof cause === "object" && cause !== null && "code" in cause) {
    return `could not be reached: ${String(cause.code)}`;
  }
  return error.name === "TypeError" ? "could not be reached" : error.message;
}
