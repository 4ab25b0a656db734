import type { ReceiptResource } from "../../server/contract/consent.ts";
import type { ConsentSnapshot } from "../consent/consent-snapshot.ts";
import { forgetReceipt, type Receipt } from "../consent/receipt.ts";
import { ApiError, type ApiClient } from "../shared/api-client.ts";

/** What became of it, by the name of the message that says so. */
export type ReceiptOutcome =
  "copied" | "copyFailed" | "verified" | "differs" | "pending" | "noRecord" | "unreachable" | "erased";

/** Both parts that the page for receipts asks for. */
export async function copyReceipt({ id, secret }: Receipt): Promise<ReceiptOutcome> {
  try {
    await navigator.clipboard.writeText(`${id}\n${secret}`);
    return "copied";
  } catch {
    return "copyFailed";
  }
}

/** Compares what the server has recorded with what this browser holds. Never rejects. */
export async function verifyReceipt(
  api: ApiClient,
  receipt: Receipt,
  snapshot: ConsentSnapshot,
): Promise<ReceiptOutcome> {
  try {
    const record = await api.get<ReceiptResource>(pathOf(receipt), { headers: headersOf(receipt) });
    return isSame(record, receipt, snapshot) ? "verified" : "differs";
  } catch (error) {
    return outcomeOf(error, receipt);
  }
}

/** Has the server erase the record, and forgets the receipt, which then opens nothing. Never rejects. */
export async function eraseRecord(api: ApiClient, receipt: Receipt): Promise<ReceiptOutcome> {
  try {
    await api.delete(pathOf(receipt), { headers: headersOf(receipt) });
    forgetReceipt();
    return "erased";
  } catch (error) {
    return outcomeOf(error, receipt);
  }
}

function pathOf({ id }: Receipt): string {
  return `api/consent/decisions/${id}`;
}

function headersOf({ secret }: Receipt): Record<string, string> {
  return { "X-Receipt-Secret": secret };
}

/** The hash is known where the server's confirmation reached this browser. */
function isSame(record: ReceiptResource, receipt: Receipt, snapshot: ConsentSnapshot): boolean {
  return (
    record.id === snapshot.id &&
    record.policyVersion === snapshot.policyVersion &&
    Date.parse(record.decidedAt) === receipt.at &&
    [...record.granted].sort().join() === [...snapshot.granted].sort().join() &&
    (receipt.hash === undefined || receipt.hash === record.hash)
  );
}

function outcomeOf(error: unknown, { id }: Receipt): ReceiptOutcome {
  if (!(error instanceof ApiError) || error.status !== 404) return "unreachable";
  return isWaiting(id) ? "pending" : "noRecord";
}

/** Whether the decision has yet to reach the server. */
function isWaiting(id: string): boolean {
  try {
    return localStorage.getItem("sereno_queue")?.includes(id) ?? false;
  } catch {
    return false;
  }
}
