import type { ConsentAction, DecisionRequest, DecisionResource } from "../../server/contract/consent.ts";
import type { Announce } from "./consent-events.ts";
import type { AnswerContext } from "./consent-snapshot.ts";
import type { Decision } from "./decision.ts";
import { newReceiptSecret, rememberReceipt } from "./receipt.ts";
import { sha256Hex } from "./sha256.ts";

export interface GivenAnswer {
  decision: Decision;
  action: ConsentAction;
  context: AnswerContext;
}

/**
 * Has the server keep the answer. Only the hash of the receipt's secret leaves the browser, so that nobody
 * but this visitor can ask for the record. Never rejects: a failure is announced, and the answer holds.
 */
export async function recordDecision(base: string, answer: GivenAnswer, announce: Announce): Promise<void> {
  const { id } = answer.decision;
  try {
    const secret = newReceiptSecret();
    rememberReceipt({ id, secret });
    const request = { ...describe(answer), secretHash: await sha256Hex(secret) };
    announce("sereno-consent-receipt", { receipt: await send(base, id, request) });
  } catch (error) {
    const status = error instanceof RefusedError ? error.status : 0;
    announce("sereno-consent-error", { failed: "record", decisionId: id, status, error });
  }
}

function describe({ decision, action, context }: GivenAnswer): Omit<DecisionRequest, "secretHash"> {
  return {
    action,
    granted: [...decision.granted],
    policyVersion: decision.policyVersion,
    decidedAt: new Date(decision.at).toISOString(),
    locale: context.locale ?? pageLocale(),
    layout: context.layout ?? "none",
    source: context.source ?? "api",
  };
}

/** A page may say `es_ES`, which is no language tag. */
function pageLocale(): string {
  return /^[a-z]{2,3}(-[a-z\d]+)*$/i.exec(document.documentElement.lang)?.[0] ?? "en";
}

class RefusedError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The server did not record the decision (${status})`);
    this.status = status;
  }
}

async function send(base: string, id: string, request: DecisionRequest): Promise<DecisionResource> {
  const response = await fetch(`${base}api/consent/decisions/${id}`, {
    method: "PUT",
    credentials: "include",
    // The visitor may follow a link right after the answer.
    keepalive: true,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  if (!response.ok) throw new RefusedError(response.status);
  return response.json();
}
