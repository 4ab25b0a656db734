import type { DecisionResource } from "../../server/contract/consent.ts";
import type { Consent } from "./consent-api.ts";
import { findReceipt, type Receipt } from "./receipt.ts";

/** The visitor's copy: what this browser holds, and the server's record when it can be had. */
export async function exportConsent(consent: Consent): Promise<Record<string, unknown>> {
  const snapshot = consent.get();
  const receipt = findReceipt(snapshot.id);
  const { version, hash } = consent.policy;
  return {
    site: location.origin,
    exportedAt: new Date().toISOString(),
    consent: snapshot,
    policy: { version, hash },
    receipt: receipt ?? null,
    record: receipt ? await findRecord(consent.base, receipt) : null,
  };
}

async function findRecord(base: string, { id, secret }: Receipt): Promise<DecisionResource | null> {
  try {
    const response = await fetch(`${base}api/consent/decisions/${id}`, {
      credentials: "include",
      headers: { "X-Receipt-Secret": secret },
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
