import { createHash, timingSafeEqual } from "node:crypto";
import { type Clock, DAY_MS } from "../clock.ts";
import type { ConsentAction, FieldError, GrantId, PolicyChanges, PolicyResource } from "../contract/index.ts";
import type { Database } from "../database/connect.ts";
import { isUniqueViolation } from "../database/dialect.ts";
import { Problem } from "../http/problem.ts";
import type { Journal, JournalAction } from "../journal.ts";
import { CONSENT_LIFE_MS, type CookieConsent, findConsent, hasConsent } from "./consent-cookie.ts";
import type { AcceptedDecision } from "./consent.schema.ts";
import type { ConsentStore } from "./consent.store.ts";
import { type Decision, isSameDecision, type RecordedDecision } from "./decision.ts";
import { normalizeGrants, optionalCategories, unknownGrants } from "./grants.ts";
import { comparePolicies } from "./policy-changes.ts";
import type { Policy } from "./policy.ts";

export interface ConsentServiceOptions {
  database: Database;
  store: ConsentStore;
  policy: Policy;
  journal: Journal;
  clock: Clock;
}

export type ConsentService = ReturnType<typeof createConsentService>;

/** Clocks of visitors are wrong by hours more often than by days; the time of arrival is kept beside theirs. */
const AHEAD_MS = DAY_MS;

const ACTIONS: Record<ConsentAction, JournalAction> = {
  accept_all: "COOKIE_ACCEPTED",
  reject_all: "COOKIE_REJECTED",
  choose: "COOKIE_CHOSEN",
  withdraw: "COOKIE_WITHDRAWN",
  expire: "COOKIE_WITHDRAWN",
};

/** Answers about cookies: what they allow now, and the proof of them. */
export function createConsentService({ database, store, policy, journal, clock }: ConsentServiceOptions) {
  /** The answer in force: for this version of the policy, and neither corrupt, expired nor from the future. */
  function findAnswer(cookieHeader: string): CookieConsent | undefined {
    const consent = findConsent(cookieHeader, clock());
    return consent?.policyVersion === policy.version ? consent : undefined;
  }

  async function getPolicyOfVersion(version: number): Promise<Policy> {
    if (version === policy.version) return policy;
    const earlier = await store.findPolicyByVersion(version);
    if (earlier === undefined) throw invalid("policyVersion", "is no version that this site has had");
    return earlier;
  }

  async function insertOnce(decision: Decision, inForce: Policy) {
    return database.transaction(async (trx) => {
      const present = await store.findDecision(decision.id, trx);
      if (present !== undefined) return { decision: present, isNew: false };
      if (await store.isErased(trx, decision.id)) throw conflict();
      await store.keepPolicy(trx, inForce, clock());
      const recorded = await store.insertDecision(trx, decision);
      const { action, source, layout, locale, policyVersion, granted } = decision;
      await journal.record(trx, [
        {
          at: decision.receivedAt,
          action: ACTIONS[action],
          actor: null,
          target: placeOf(recorded),
          data: { action, granted, policyVersion, source, layout, locale },
        },
      ]);
      return { decision: recorded, isNew: true };
    });
  }

  async function findWithSecret(id: string, secret: string): Promise<RecordedDecision | undefined> {
    const decision = await store.findDecision(id);
    const hash = createHash("sha256").update(secret).digest("hex");
    if (decision === undefined || secret === "" || !isEqual(hash, decision.secretHash)) return undefined;
    return decision;
  }

  return {
    policy,
    findAnswer,

    /** Whether the visitor allows a category or a service now. */
    allows: (cookieHeader: string, id: GrantId) => hasConsent(findAnswer(cookieHeader), id),

    /** Keeps the policy's texts, so that pages loaded under it find them after it was replaced. */
    keepPolicy: () => store.keepPolicy(database.knex, policy, clock()),

    /** The policy of a hash, whole or short, present or past, in one language. */
    async findPolicy(hash: string, locale: string): Promise<PolicyResource | undefined> {
      const found = policy.hash.startsWith(hash) ? policy : await store.findPolicyByHash(hash);
      return found?.describe(locale);
    },

    /** What changed since a version of the policy; undefined for one that this site has not had. */
    async findChanges(since: number, locale: string): Promise<PolicyChanges | undefined> {
      const earlier = since === policy.version ? policy : await store.findPolicyByVersion(since);
      const changes = earlier && comparePolicies(earlier, policy, locale);
      return changes && { since, version: policy.version, changes };
    },

    /** The version of the policy that the visitor answered before the present one; undefined where there is none. */
    findEarlierVersion(cookieHeader: string): number | undefined {
      const consent = findConsent(cookieHeader, clock());
      return consent?.policyVersion === policy.version ? undefined : consent?.policyVersion;
    },

    /**
     * Records a decision once. `isNew` is false for an identical repeat. Throws Problem `conflict` when the id
     * stands for something else, `invalid` for what the policy does not know or no clock could say.
     */
    async record(
      id: string,
      request: AcceptedDecision,
    ): Promise<{ decision: RecordedDecision; isNew: boolean }> {
      const receivedAt = clock();
      const inForce = await getPolicyOfVersion(request.policyVersion);
      const errors = [...timeErrors(request, receivedAt), ...grantErrors(request, inForce)];
      if (errors.length > 0) throw new Problem("invalid", "Some fields are missing or wrong.", { errors });
      const granted = normalizeGrants(request.granted, inForce.core);
      const decision = { ...request, id, granted, policyHash: inForce.hash, receivedAt };
      const outcome = await insertOnce(decision, inForce).catch(async (error: unknown) => {
        const winner = isUniqueViolation(error) ? await store.findDecision(id) : undefined;
        if (winner === undefined) throw error;
        return { decision: winner, isNew: false };
      });
      if (!isSameDecision(outcome.decision, decision)) throw conflict();
      return outcome;
    },

    findWithSecret,

    /** Erases what ties the decision to a browser; the chain still verifies. False when there is none for that secret. */
    async erase(id: string, secret: string): Promise<boolean> {
      const decision = await findWithSecret(id, secret);
      if (decision === undefined) return false;
      return database.transaction(async (trx) => {
        if (!(await store.erase(trx, decision))) return false;
        const target = placeOf(decision);
        await journal.record(trx, [{ at: clock(), action: "CONSENT_ERASED", actor: null, target }]);
        return true;
      });
    },
  };
}

/** The journal names a decision by its place in the chain: the id would survive an erasure there. */
function placeOf({ seq }: RecordedDecision): string {
  return `consent-${seq}`;
}

function timeErrors({ decidedAt }: AcceptedDecision, now: number): FieldError[] {
  if (decidedAt > now + AHEAD_MS) return [{ path: "decidedAt", message: "is in the future" }];
  if (decidedAt <= now - CONSENT_LIFE_MS) return [{ path: "decidedAt", message: "is too long ago to count" }];
  return [];
}

/** A list that contradicts its action would be a proof of nothing. */
function grantErrors({ action, granted }: AcceptedDecision, { core }: Policy): FieldError[] {
  const unknown = unknownGrants(granted, core);
  if (unknown.length > 0) {
    return unknown.map((id) => ({
      path: `granted.${granted.indexOf(id)}`,
      message: "is not something that this policy asks for",
    }));
  }
  const whole = normalizeGrants(granted, core);
  const isAll = optionalCategories(core).every((category) => whole.includes(category));
  if (action === "accept_all" && !isAll) return [{ path: "granted", message: "is not all" }];
  if (action !== "accept_all" && action !== "choose" && granted.length > 0) {
    return [{ path: "granted", message: "must be empty with this action" }];
  }
  return [];
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function invalid(path: string, message: string): Problem {
  return new Problem("invalid", "Some fields are missing or wrong.", { errors: [{ path, message }] });
}

function conflict(): Problem {
  return new Problem("conflict", "This id stands for another decision, which never changes.");
}
