import { type Clock, HOUR_MS, SECOND_MS } from "../clock.ts";
import type { SessionEndedMessage } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import type { Journal, JournalEntry } from "../journal.ts";
import type { Delivery, DeliveryStore, Settlement } from "./webhook-deliveries.store.ts";
import { INTERRUPTED, type WebhookAttempt, type WebhookSender } from "./webhook-sender.ts";

interface DispatcherOptions {
  database: Pick<Database, "transaction">;
  store: DeliveryStore;
  sender: WebhookSender;
  journal: Journal;
  clock: Clock;
  onError(error: unknown): void;
}

export type WebhookDispatcher = ReturnType<typeof createWebhookDispatcher>;

/** Sent at once, by one server. */
const LANES = 8;
/** Longer than any attempt takes. */
const LEASE_MS = 60 * SECOND_MS;
const FIRST_PAUSE_MS = SECOND_MS;
const LONGEST_PAUSE_MS = HOUR_MS;
/** What a stopping server waits for the receiver. */
const DRAIN_MS = 2 * SECOND_MS;
/** The receiver wants no more of this (Standard Webhooks, “Disabling”). */
const GONE = 410;

/**
 * Tells the host of revocations until it has heard: at once, then after growing pauses, for a day. Any number of
 * servers share the work, each delivery is with one at a time. The host hears at least once; the `webhook-id` tells
 * it what it has heard already.
 */
export function createWebhookDispatcher(options: DispatcherOptions) {
  const { database, store, sender, journal, clock, onError } = options;
  const lanes = new Set<Promise<void>>();
  let isStopped = false;
  /** Every lane may have found nothing more a moment before. */
  let isWokenAgain = false;

  /** Begins to send what is due. Each delivery found opens another lane, for there may be more. */
  function wake(): void {
    isWokenAgain = lanes.size >= LANES;
    if (isStopped || isWokenAgain) return;
    const lane: Promise<void> = work()
      .catch(onError)
      .finally(() => leave(lane));
    lanes.add(lane);
  }

  function leave(lane: Promise<void>): void {
    lanes.delete(lane);
    if (isWokenAgain) wake();
  }

  async function work(): Promise<void> {
    for (let delivery = await claim(); delivery !== undefined; delivery = await claim()) {
      wake();
      await attempt(delivery);
    }
  }

  async function claim(): Promise<Delivery | undefined> {
    const now = clock();
    if (isStopped || !(await store.hasDue(now))) return undefined;
    return store.claim({ now, leaseUntil: now + LEASE_MS });
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const outcome = await sender.send(delivery.id, JSON.stringify(toMessage(delivery)));
    const now = clock();
    if (outcome.fault === INTERRUPTED) return store.release(delivery, now);
    const settlement = settle(delivery, outcome, now);
    if (settlement.state === "failed") return giveUp(delivery, settlement, now);
    await store.settle(delivery, settlement);
    // The first failure is worth a line; those that follow would say the same until it is given up.
    if (outcome.fault !== null && delivery.attempts === 1)
      journal.note(failureEntry(delivery, settlement, now));
  }

  async function giveUp(delivery: Delivery, settlement: Settlement, now: number): Promise<void> {
    await database.transaction(async (trx) => {
      await store.settle(delivery, settlement, trx);
      await journal.record(trx, [failureEntry(delivery, settlement, now)]);
    });
  }

  async function finish(): Promise<void> {
    while (lanes.size > 0) await Promise.all(lanes);
  }

  return {
    wake,

    /** Sends what is due now; resolves when all of it has been tried. */
    run(): Promise<void> {
      wake();
      return finish();
    },

    /** Takes nothing more, and waits a moment for what is under way. What is broken off is due at once. */
    async stop(): Promise<void> {
      isStopped = true;
      const timer = setTimeout(() => sender.abort(), DRAIN_MS);
      await finish();
      clearTimeout(timer);
    },
  };
}

function settle(
  delivery: Delivery,
  { status, fault, retryAfterMs = 0 }: WebhookAttempt,
  now: number,
): Settlement {
  if (fault === null) return { state: "delivered", nextAttemptAt: null, deliveredAt: now, status, fault };
  const isOver = status === GONE || now >= delivery.expires_at;
  if (isOver) return { state: "failed", nextAttemptAt: null, deliveredAt: null, status, fault };
  const pause = Math.min(LONGEST_PAUSE_MS, Math.max(retryAfterMs, pauseAfter(delivery.attempts)));
  return { state: "pending", nextAttemptAt: now + Math.round(pause), deliveredAt: null, status, fault };
}

/** Doubles, and is spread, so that what failed together does not come back together. */
function pauseAfter(attempts: number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1));
  return pause * (0.5 + Math.random() / 2);
}

function toMessage(delivery: Delivery): SessionEndedMessage {
  return {
    type: "session.ended",
    timestamp: new Date(delivery.at).toISOString(),
    data: {
      hostSid: delivery.host_sid,
      subject: delivery.subject,
      endReason: delivery.end_reason,
      endMessage: delivery.end_message,
    },
  };
}

function failureEntry(delivery: Delivery, { status, fault }: Settlement, at: number): JournalEntry {
  const data = { attempts: delivery.attempts, status, fault };
  return { at, action: "WEBHOOK_FAILED", actor: "system", target: delivery.id, data };
}
