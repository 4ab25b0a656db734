import type { DecisionResource } from "../../server/contract/consent.ts";
import type { Consent } from "./consent-api.ts";
import type { Announce } from "./consent-events.ts";
import { dequeue, enqueue, type QueuedDecision, readQueue } from "./decision-queue.ts";
import { findReceipt, rememberReceipt } from "./receipt.ts";

type Core = Pick<Consent, "base" | "clock">;

/** Where a decision that the server has not confirmed is given up. */
const KEPT_MS = 30 * 864e5;
const LONGEST_WAIT_MS = 36e5;
const TIMEOUT_MS = 3e4;
/** Storage of two processes agrees later than their locks. */
const SETTLED_MS = 250;
/** Answers in the 400s that say nothing against the decision itself. */
const PASSING = [408, 425, 429];

let timer: ReturnType<typeof setTimeout> | undefined;
let isListening = false;

/** Of this tab: what is asked meanwhile waits for it. */
let sending: Promise<unknown> = Promise.resolve();
/** Whether this tab has the lock. */
let isHolder = false;

/**
 * Sends the decisions that are due by a time in epoch ms, one after the other and only in one tab at a time, and
 * comes back for those that could not be sent. Never rejects; what becomes of each is announced.
 */
export async function sendQueued(core: Core, announce: Announce, dueBy = core.clock()): Promise<void> {
  const send = (): Promise<unknown> =>
    exclusively(async () => {
      const due = readQueue().filter(({ dueAt }) => dueAt <= dueBy);
      for (const decision of due) await deliver(decision, core, announce);
      return due.length > 0;
    });
  sending = sending.then(send, send);
  await sending;
  schedule(core, announce);
}

/**
 * Not at all while another tab sends: the queue is looked at again later. Browsers hide Web Locks on plain http, and
 * refuse them where cookies are blocked; the server takes a decision that comes twice as one.
 */
async function exclusively(send: () => Promise<boolean>): Promise<unknown> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks || isHolder) return send();
  const isRefused = await new Promise<boolean>((resolve) => {
    const begin = async (lock: Lock | null): Promise<void> => {
      isHolder = !!lock;
      const hasSent = lock && (await send());
      resolve(false);
      if (hasSent) await untilSettled();
      isHolder = false;
    };
    locks.request("sereno-queue", { ifAvailable: true }, begin).catch(() => resolve(true));
  });
  return isRefused && send();
}

/** What this tab has taken out of the queue, another may see in it for a moment longer. */
async function untilSettled(): Promise<void> {
  let last: Promise<unknown>;
  do {
    last = sending;
    await last;
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  } while (last !== sending);
}

async function deliver(decision: QueuedDecision, core: Core, announce: Announce): Promise<void> {
  const { id, attempts } = decision;
  const tell = (status: number, error: unknown, willRetry: boolean) =>
    announce("sereno-consent-error", { failed: "record", decisionId: id, status, error, willRetry });
  if (core.clock() - Date.parse(decision.request.decidedAt) > KEPT_MS) {
    dequeue(id);
    return tell(0, new Error("The server could not be reached for 30 days"), false);
  }
  const response = await put(core.base, decision).catch((error: unknown) => error as Error);
  if (response instanceof Response && response.ok) {
    dequeue(id);
    const receipt = (await response.json().catch(() => ({ id }))) as DecisionResource;
    const kept = findReceipt(id);
    if (kept) rememberReceipt({ ...kept, hash: receipt.hash });
    return announce("sereno-consent-receipt", { receipt });
  }
  const status = response instanceof Response ? response.status : 0;
  const willRetry = status < 400 || status >= 500 || PASSING.includes(status);
  const dueAt = core.clock() + waitMs(attempts, response);
  if (willRetry) enqueue({ ...decision, attempts: attempts + 1, dueAt });
  else dequeue(id);
  const error =
    response instanceof Response ? new Error(`The server did not record it (${status})`) : response;
  // Once: the visitor's page need not hear of every attempt.
  if (!attempts || !willRetry) tell(status, error, willRetry);
}

function put(base: string, { id, request }: QueuedDecision): Promise<Response> {
  return fetch(`${base}api/consent/decisions/${id}`, {
    method: "PUT",
    credentials: "include",
    // The visitor may follow a link right after the answer.
    keepalive: true,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

/** Twice as long after each attempt, up to an hour; by chance up to half of it less, so that a server that comes
 * back is not asked by everybody at once. Never sooner than it asks for (RFC 9110, 10.2.3: seconds or a date). */
function waitMs(attempts: number, response: Response | Error): number {
  const wait = Math.min(1e3 * 2 ** attempts, LONGEST_WAIT_MS) * (1 - Math.random() / 2);
  const header = (response instanceof Response && response.headers.get("Retry-After")) || "0";
  const asked = /^\d+$/.test(header) ? +header * 1e3 : Date.parse(header) - Date.now();
  return Math.max(wait, Math.min(asked || 0, LONGEST_WAIT_MS * 24));
}

function schedule(core: Core, announce: Announce): void {
  clearTimeout(timer);
  const queue = readQueue();
  if (!queue.length) return;
  const dueAt = Math.min(...queue.map((decision) => decision.dueAt));
  timer = setTimeout(
    () => void sendQueued(core, announce),
    Math.min(Math.max(dueAt - core.clock(), 500), LONGEST_WAIT_MS),
  );
  if (isListening) return;
  isListening = true;
  addEventListener("online", () => void sendQueued(core, announce, Infinity));
}
