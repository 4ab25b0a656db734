import type { SiteTexts } from "./consent-texts.ts";

export const CATEGORY_IDS = ["essential", "functional", "analytics", "marketing"] as const;

/** A kind of cookies. `essential` is always on and never listed as granted. */
export type CategoryId = (typeof CATEGORY_IDS)[number];

/** A category id, which stands for all its services, or `category.service`. */
export type GrantId = string;

export const CONSENT_ACTIONS = ["accept_all", "reject_all", "choose", "withdraw", "expire"] as const;
export type ConsentAction = (typeof CONSENT_ACTIONS)[number];

export const CONSENT_SOURCES = [
  "banner",
  "preferences",
  "placeholder",
  "api",
  "page",
  "gpc",
  "expiry",
] as const;
/** Where the visitor answered. `page` is the page for browsers without JavaScript. */
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

/** `PUT /api/consent/decisions/:id`; the id is a UUID made by the client. */
export interface DecisionRequest {
  action: ConsentAction;
  granted: GrantId[];
  policyVersion: number;
  /** The client's clock, ISO 8601. */
  decidedAt: string;
  /** BCP 47. */
  locale: string;
  /** Name of the layout that was shown, for example `banner`. */
  layout: string;
  source: ConsentSource;
  /** SHA-256 of the receipt secret, 64 hex digits. */
  secretHash: string;
}

export interface DecisionResource {
  id: string;
  action: ConsentAction;
  granted: GrantId[];
  policyVersion: number;
  policyHash: string;
  decidedAt: string;
  receivedAt: string;
  locale: string;
  layout: string;
  source: ConsentSource;
  hash: string;
  previousHash: string | null;
}

/** How often visitors answered in which way. */
export interface ConsentCounts {
  accepted: number;
  rejected: number;
  chosen: number;
  withdrawn: number;
  expired: number;
  /** Of those who accepted, rejected or chose, the share that accepted everything; null where nobody did. */
  acceptanceRate: number | null;
}

/** `GET /api/admin/consent-rates`: what was decided from `from` to `to`, without anybody's decision in particular. */
export interface ConsentRates {
  from: string;
  to: string;
  total: ConsentCounts;
  /** Every day of UTC on which somebody decided, oldest first: `2026-11-22`. */
  days: (ConsentCounts & { day: string })[];
  /** The most frequent first. */
  languages: (ConsentCounts & { locale: string })[];
  layouts: (ConsentCounts & { layout: string })[];
}

/** A cookie or a storage key that the site declares. */
export interface DeclaredItem {
  /** Exact, or with one trailing `*`. */
  name: string;
  kind: "cookie" | "localStorage" | "sessionStorage" | "indexedDB";
  purpose: string;
  /** For people: "180 days", "until the browser closes". */
  duration: string;
  provider: string;
  httpOnly?: boolean;
  /** Whether a superuser may see its value in the debug widget. */
  revealable?: boolean;
}

export interface PolicyService {
  /** Without its category: `youtube`. */
  id: string;
  name: string;
  purpose: string;
  provider: string;
  items: DeclaredItem[];
}

export interface PolicyCategory {
  id: CategoryId;
  name: string;
  description: string;
  services: PolicyService[];
}

/** `GET /api/consent/policy?lang=`: the policy in one language. */
export interface PolicyResource {
  version: number;
  hash: string;
  locale: string;
  /** Locales that the policy is written in. */
  locales: string[];
  categories: PolicyCategory[];
  /** How sessions and cookies are protected, in plain words. */
  protection: string[];
  /** The site's own words in the place of ours, by where they stand and by name; absent where it has none. */
  texts?: SiteTexts;
}

/** A category or a service that is not as it was in the policy that the visitor answered. */
export interface PolicyChange {
  kind: "added" | "changed" | "removed";
  id: GrantId;
  /** In the language asked for. */
  name: string;
  /** Name of a service's category. */
  category?: string;
  /** Names of cookies and storage keys that are new or not declared as they were. */
  items: string[];
}

/** `GET /api/consent/policy-changes?since=1&lang=es`: what changed since a version of the policy. */
export interface PolicyChanges {
  since: number;
  version: number;
  changes: PolicyChange[];
}

/** `GET /api/consent/decisions/:id`: the record, and the policy in the words that were shown. */
export interface ReceiptResource extends DecisionResource {
  policy: PolicyResource;
}

/** What every visitor's script carries of the policy. */
export interface CorePolicy {
  version: number;
  /** The first 12 digits of the policy's hash: its files are `assets/policy-<hash>-<locale>.json`. */
  hash: string;
  /** Services by category that can be refused, without the category's own id: `{analytics: ["matomo"]}`. */
  services: Partial<Record<CategoryId, string[]>>;
  /** What to delete when a grant goes, by `category.service`: cookie names, and storage keys behind `local:` or `session:`. */
  clear: Record<GrantId, string[]>;
  /** Absent for exactly those of `OWN_LOCALES`. */
  locales?: string[];
  reshow?: "page";
  /** Whether the policy says texts in the site's own words. */
  texts?: true;
  /** Where the consent cookie holds, when not on this host alone. */
  domain?: string;
}

/**
 * The consent cookie, readable by any query-string parser:
 * `v=1&p=<policy version>&id=<decision id>&t=<decided at, epoch ms>&g=<grants, separated by "+">`.
 */
export const CONSENT_COOKIE = "sereno_consent";
