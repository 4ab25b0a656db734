import { readKey, writeKey } from "./storage-keys.ts";

/** What the visitor keeps of a decision: with it, and only with it, the record can be asked for. */
export interface Receipt {
  /** Id of the decision. */
  id: string;
  secret: string;
  /** Epoch ms: when it was decided. */
  at: number;
  /** Of the record, as the server confirmed it. */
  hash?: string;
  /** Whether the server was told that the decision's time is over. */
  hasExpired?: boolean;
}

/** `localStorage` key. */
const RECEIPT_KEY = "sereno_receipt";

/** 32 random bytes, base64url. */
export function newReceiptSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=/g, "");
}

export function rememberReceipt(receipt: Receipt): void {
  writeKey("localStorage", RECEIPT_KEY, JSON.stringify(receipt));
}

/** The receipt of the last decision in this browser; undefined where storage was cleared or blocked. */
export function findLastReceipt(): Receipt | undefined {
  try {
    const receipt: Receipt | null = JSON.parse(readKey("localStorage", RECEIPT_KEY) ?? "null");
    return receipt ?? undefined;
  } catch {
    return undefined;
  }
}

/** The receipt of the decision in force. */
export function findReceipt(decisionId: string | null): Receipt | undefined {
  const receipt = findLastReceipt();
  return receipt?.id === decisionId ? receipt : undefined;
}

export function forgetReceipt(): void {
  writeKey("localStorage", RECEIPT_KEY, null);
}
