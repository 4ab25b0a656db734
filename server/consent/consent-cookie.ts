import { DAY_MS, MINUTE_MS } from "../clock.ts";
import { CONSENT_COOKIE, type GrantId } from "../contract/index.ts";
import { allows } from "./grants.ts";

/** A visitor's answer, as the consent cookie holds it. */
export interface CookieConsent {
  granted: GrantId[];
  policyVersion: number;
  decisionId: string;
  /** Epoch ms, by the visitor's clock. */
  decidedAt: number;
}

/** Yes and no live equally long. */
export const CONSENT_LIFE_MS = 180 * DAY_MS;
/** How far another clock may run ahead before its decision is taken for forged or broken. */
export const CLOCK_SKEW_MS = 5 * MINUTE_MS;

const LENGTH = 1_000;

/** The value of the consent cookie (contract/consent.ts). */
export function formatConsent({ granted, policyVersion, decisionId, decidedAt }: CookieConsent): string {
  const fields = { v: "1", p: `${policyVersion}`, id: decisionId, t: `${decidedAt}`, g: granted.join(" ") };
  return new URLSearchParams(fields).toString();
}

/** Undefined for what is corrupt, older than 180 days, or from the future: none of it grants anything. */
export function readConsent(value: string | undefined, now: number): CookieConsent | undefined {
  if (value === undefined || value.length > LENGTH) return undefined;
  const consent = parseOnce(value);
  const isValid =
    consent !== undefined &&
    consent.decidedAt <= now + CLOCK_SKEW_MS &&
    now < consent.decidedAt + CONSENT_LIFE_MS;
  return isValid ? consent : undefined;
}

/** A visitor sends the same value with each page view, and reading it costs as much as the rest of keeping a path. */
const read = new Map<string, CookieConsent | undefined>();
const ANSWERS_KEPT = 1_000;

function parseOnce(value: string): CookieConsent | undefined {
  if (!read.has(value)) {
    if (read.size >= ANSWERS_KEPT) read.clear();
    read.set(value, parse(value));
  }
  return read.get(value);
}

function parse(value: string): CookieConsent | undefined {
  const fields = new URLSearchParams(value);
  const [version, policy = "", id = "", time = ""] = ["v", "p", "id", "t"].map(
    (key) => fields.get(key) ?? "",
  );
  const granted = fields.get("g") ?? "?";
  if (version !== "1" || !/^\d{1,6}$/.test(policy) || !/^\d{13}$/.test(time)) return undefined;
  if (!/^[\da-f-]{36}$/.test(id) || !/^[\w. -]*$/.test(granted)) return undefined;
  return {
    granted: granted.split(" ").filter(Boolean),
    policyVersion: Number(policy),
    decisionId: id,
    decidedAt: Number(time),
  };
}

/** The newest valid answer of a `Cookie` header: the name may stand several times, for other paths or domains. */
export function findConsent(cookieHeader: string, now: number): CookieConsent | undefined {
  return cookieHeader
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${CONSENT_COOKIE}=`))
    .map((pair) => readConsent(pair.slice(CONSENT_COOKIE.length + 1), now))
    .filter((consent) => consent !== undefined)
    .toSorted((a, b) => b.decidedAt - a.decidedAt)[0];
}

/** Whether an answer allows a category (`analytics`) or a service (`marketing.youtube`). No answer allows essentials only. */
export function hasConsent(consent: CookieConsent | undefined, id: GrantId): boolean {
  return allows(consent?.granted ?? [], id);
}
