import type { ConsentAction, CorePolicy, GrantId } from "../../server/contract/consent.ts";
import { clearDeclared } from "./clear-declared.ts";
import type { Consent } from "./consent-api.ts";
import type { Announce, ChangeSource } from "./consent-events.ts";
import type { AnswerContext } from "./consent-snapshot.ts";
import type { Decision } from "./decision.ts";
import { formatDecision } from "./format-decision.ts";
import { hasGlobalPrivacyControl } from "./global-privacy-control.ts";
import { normalizeGrants } from "./normalize-grants.ts";
import { randomUuid } from "../shared/random-uuid.ts";
import { recordExpiry } from "./record-expiry.ts";
import { recordDecision } from "./record.ts";
import { sendQueued } from "./send-queued.ts";
import { writeAcceptedKeys, writeKey } from "./storage-keys.ts";

export interface Answer {
  action: ConsentAction;
  granted: readonly GrantId[];
  context: AnswerContext;
  /** The answer in force until now. */
  replaces: Decision | undefined;
}

/** With `gpc` where Global Privacy Control had a say. A pair: the names would cost every visitor some bytes. */
type StoredAnswer = [decision: Decision, source: Extract<ChangeSource, "user" | "gpc">];

type Core = Pick<Consent, "policy" | "base" | "clock">;

/** As long as the decision itself lives. */
const COOKIE_SECONDS = 180 * 86_400;

/**
 * Makes a decision of an answer: clears what is refused, stores the cookie and the keys for page scripts, and,
 * without waiting, has the server record it. Whether the browser kept the cookie is for the caller to read back.
 */
export function storeAnswer(core: Core, given: Answer, announce: Announce): StoredAnswer {
  const answer = respectPrivacyControl(given);
  const { action, granted, context } = answer;
  const decision: Decision = {
    id: randomUuid(),
    // Later than the answer it replaces, even when the clock was set back a little.
    at: Math.max(core.clock(), (answer.replaces?.at ?? 0) + 1),
    policyVersion: core.policy.version,
    granted: normalizeGrants(granted, core.policy),
  };
  clearRefused({ policy: core.policy, has: (id) => includes(decision.granted, id) });
  writeCookie(decision, core.policy);
  writeAcceptedKeys(decision);
  // Asked again in this browser session only if the policy changes.
  writeKey("sessionStorage", "cookies_notification_shown", null);
  void recordDecision(core, { decision, action, context }, announce);
  return [decision, answer === given ? "user" : "gpc"];
}

/** Of an answer given elsewhere or earlier: deletes what is not allowed now, and tells the server. Never throws. */
export function catchUp(consent: Consent, announce: Announce): void {
  clearRefused(consent);
  recordExpiry(consent, announce);
  void sendQueued(consent, announce);
}

/** Deletes what the policy declares for everything that is not allowed now. */
function clearRefused(consent: Pick<Consent, "policy" | "has">): void {
  const { clear } = consent.policy;
  clearDeclared(Object.entries(clear).flatMap(([id, names]) => (consent.has(id) ? [] : names)));
}

function includes(granted: readonly GrantId[], id: GrantId): boolean {
  return granted.includes(id) || granted.includes(id.replace(/\..*/, ""));
}

/** "Accept all" is too general an answer to override the browser's signal; choosing marketing by name does. */
function respectPrivacyControl(answer: Answer): Answer {
  const { action, granted, context } = answer;
  if (action !== "accept_all" || !granted.includes("marketing") || !hasGlobalPrivacyControl()) return answer;
  return {
    ...answer,
    action: "choose",
    granted: granted.filter((id) => id !== "marketing"),
    context: { ...context, source: "gpc" },
  };
}

function writeCookie(decision: Decision, { domain }: CorePolicy): void {
  const shared = domain ? `;domain=${domain}` : "";
  const secure = location.protocol === "https:" ? ";secure" : "";
  try {
    // Another page may have left one for its own path, which would hide ours.
    clearDeclared(["sereno_consent"]);
    document.cookie = `${formatDecision(decision)};path=/;max-age=${COOKIE_SECONDS};samesite=lax${shared}${secure}`;
  } catch {
    // Blocked: the answer holds in memory.
  }
}
