import { readKey, writeKey } from "./storage-keys.ts";

/** What the visitor keeps of a decision: with it, and only with it, the record can be asked for. */
export interface Receipt {
  /** Id of the decision. */
  id: string;
  secret: string;
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

/** The receipt of the decision in force; undefined where storage was cleared or blocked. */
export function findReceipt(decisionId: string | null): Receipt | undefined {
  try {
    const receipt: Receipt | null = JSON.parse(readKey("localStorage", RECEIPT_KEY) ?? "null");
    return receipt && receipt.id === decisionId ? receipt : undefined;
  } catch {
    return undefined;
  }
}
