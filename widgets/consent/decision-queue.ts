import type { DecisionRequest } from "../../server/contract/consent.ts";
import { readKey, writeKey } from "./storage-keys.ts";

/** A decision that the server has not confirmed yet. */
export interface QueuedDecision {
  /** Of the decision. */
  id: string;
  request: DecisionRequest;
  /** How often it was sent in vain. */
  attempts: number;
  /** Epoch ms; not to be sent before. */
  dueAt: number;
}

/** `localStorage` key; the core looks whether it is there. */
const QUEUE_KEY = "sereno_queue";
const LIMIT = 20;

/** Where storage is blocked or full, a decision waits as long as the page lives. */
let unstored: QueuedDecision[] = [];

/** Oldest first. What cannot be read is nothing. */
export function readQueue(): QueuedDecision[] {
  const stored = parse(readKey("localStorage", QUEUE_KEY));
  return [...stored, ...unstored.filter(({ id }) => !stored.some((one) => one.id === id))];
}

/** Puts it in the place of the one with the same id, or at the end. Returns what the limit pushed out. */
export function enqueue(decision: QueuedDecision): QueuedDecision[] {
  const others = readQueue().filter(({ id }) => id !== decision.id);
  const all = [...others, decision];
  writeQueue(all.slice(-LIMIT));
  return all.slice(0, -LIMIT);
}

export function dequeue(decisionId: string): void {
  writeQueue(readQueue().filter(({ id }) => id !== decisionId));
}

function writeQueue(queue: QueuedDecision[]): void {
  const isStored = writeKey("localStorage", QUEUE_KEY, queue.length ? JSON.stringify(queue) : null);
  unstored = isStored ? [] : queue;
}

function parse(text: string | null): QueuedDecision[] {
  try {
    const queue: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(queue) ? queue.filter(isQueued) : [];
  } catch {
    return [];
  }
}

function isQueued(value: unknown): value is QueuedDecision {
  const { id, request, attempts, dueAt } = Object(value) as Partial<QueuedDecision>;
  return !!id && !!request && Number.isFinite(attempts) && Number.isFinite(dueAt);
}
