import type { ConsentAction, DecisionRequest } from "../../server/contract/consent.ts";
import type { Consent } from "./consent-api.ts";
import type { Announce } from "./consent-events.ts";
import type { AnswerContext } from "./consent-snapshot.ts";
import type { Decision } from "./decision.ts";
import { enqueue } from "./decision-queue.ts";
import { newReceiptSecret, rememberReceipt } from "./receipt.ts";
import { sendQueued } from "./send-queued.ts";
import { sha256Hex } from "./sha256.ts";

export interface GivenAnswer {
  decision: Decision;
  action: ConsentAction;
  context: AnswerContext;
}

/**
 * Has the server keep the answer, now or when it can be reached again. Only the hash of the receipt's secret leaves
 * the browser, so that nobody but this visitor can ask for the record. Never rejects: a failure is announced, and
 * the answer holds.
 */
export async function recordDecision(
  core: Pick<Consent, "base" | "clock">,
  answer: GivenAnswer,
  announce: Announce,
  secret = newReceiptSecret(),
): Promise<void> {
  const { id, at } = answer.decision;
  try {
    if (answer.action !== "expire") rememberReceipt({ id, secret, at });
    const request = { ...describe(answer), secretHash: await sha256Hex(secret) };
    // Written down before it is sent: the page may be gone before the server has answered.
    for (const lost of enqueue({ id, request, attempts: 0, dueAt: 0 })) {
      const error = new Error("More decisions wait for the server than are kept");
      announce("sereno-consent-error", { failed: "record", decisionId: lost.id, status: 0, error });
    }
    await sendQueued(core, announce);
  } catch (error) {
    announce("sereno-consent-error", { failed: "record", decisionId: id, status: 0, error });
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
