import { createHash } from "node:crypto";
import {
  type CategoryId,
  type CorePolicy,
  type DeclaredItem,
  type GrantId,
  OWN_LOCALES,
  type PolicyCategory,
  type PolicyResource,
  type PolicyService,
  type SiteTexts,
} from "../contract/index.ts";
import { canonical } from "../database/hash-chain.ts";
import type { PolicyDocument } from "./policy.schema.ts";
import type { SiteTextDocument } from "./site-texts.schema.ts";
import type { Text } from "./text.schema.ts";

/** A policy in force, or one that decisions of the past were made under. */
export interface Policy {
  readonly version: number;
  /** SHA-256 over purposes, services and texts, in every language. */
  readonly hash: string;
  readonly locales: readonly string[];
  /** Canonical JSON that the hash was made of. */
  readonly snapshot: string;
  /** Whether `signals.js` says anything. */
  readonly hasSignals: boolean;
  /** What every visitor's script needs. */
  readonly core: CorePolicy;
  /** The whole in one language; in the first of the policy where it does not speak `locale`. */
  describe(locale: string): PolicyResource;
}

/** Hex digits of the hash that name a policy's files: enough to tell a site's policies apart, and short in every script. */
export const SHORT_HASH = 12;

/** Prefixes by which the page's script tells storage keys from cookies. An `indexedDB` it cannot clear. */
const CLEAR_PREFIX: Record<DeclaredItem["kind"], string | undefined> = {
  cookie: "",
  localStorage: "local:",
  sessionStorage: "session:",
  indexedDB: undefined,
};

/** The policy that a document writes down. Version, `reshow` and `signals` are no part of the hash: they change nobody's choice. */
export function createPolicy(document: PolicyDocument): Policy {
  const { version, reshow, signals, ...content } = document;
  const snapshot = canonical(content);
  const hash = createHash("sha256").update(snapshot).digest("hex");
  return {
    version,
    hash,
    locales: content.locales,
    snapshot,
    hasSignals: signals !== false,
    core: {
      version,
      hash: hash.slice(0, SHORT_HASH),
      services: servicesOf(document),
      clear: clearOf(document),
      // Every visitor loads this: what is as usual is left out.
      ...(content.locales.join() !== OWN_LOCALES.join() && { locales: content.locales }),
      ...(reshow && { reshow }),
      ...(content.texts && { texts: true }),
    },
    describe: (locale) => describe(document, hash, matchLocale(content.locales, locale)),
  };
}

/** A policy as it was recorded. */
export function restorePolicy(version: number, snapshot: string): Policy {
  return createPolicy({ version, ...JSON.parse(snapshot) });
}

/** The locale of the list for what a browser or page asks: exact, then by language (`es-MX` → `es`), then the first. */
export function matchLocale(locales: readonly string[], wanted: string): string {
  const language = wanted.toLowerCase().split("-")[0];
  const match =
    locales.find((locale) => locale.toLowerCase() === wanted.toLowerCase()) ??
    locales.find((locale) => locale.toLowerCase().split("-")[0] === language);
  return match ?? locales[0] ?? "en";
}

/** Under which category a name is declared; undefined when it is not. */
export function findDeclared(
  policy: PolicyResource,
  kind: DeclaredItem["kind"],
  name: string,
): { category: CategoryId; item: DeclaredItem } | undefined {
  for (const { id, services } of policy.categories) {
    const item = services
      .flatMap((service) => service.items)
      .find((one) => one.kind === kind && declares(one.name, name));
    if (item !== undefined) return { category: id, item };
  }
  return undefined;
}

function declares(declared: string, name: string): boolean {
  return declared.endsWith("*") ? name.startsWith(declared.slice(0, -1)) : declared === name;
}

function servicesOf({ categories }: PolicyDocument): CorePolicy["services"] {
  return Object.fromEntries(
    categories
      .filter(({ id }) => id !== "essential")
      .map(({ id, services }) => [id, services.map((service) => service.id)]),
  );
}

function clearOf({ categories }: PolicyDocument): CorePolicy["clear"] {
  const entries = categories
    .filter(({ id }) => id !== "essential")
    .flatMap(({ id, services }) =>
      services.map((service): [GrantId, string[]] => [
        `${id}.${service.id}`,
        service.items.flatMap(({ kind, name }) =>
          CLEAR_PREFIX[kind] === undefined ? [] : [CLEAR_PREFIX[kind] + name],
        ),
      ]),
    );
  return Object.fromEntries(entries.filter(([, names]) => names.length > 0));
}

function describe(document: PolicyDocument, hash: string, locale: string): PolicyResource {
  const say = (text: Text) => (typeof text === "string" ? text : (text[locale] ?? ""));
  return {
    version: document.version,
    hash,
    locale,
    locales: document.locales,
    categories: document.categories.map((category): PolicyCategory => ({
      id: category.id,
      name: say(category.name),
      description: say(category.description),
      services: category.services.map((service) => describeService(service, say)),
    })),
    protection: document.protection.map(say),
    ...(document.texts && { texts: describeTexts(document.texts, say) }),
  };
}

function describeTexts(texts: SiteTextDocument, say: (text: Text) => string): SiteTexts {
  return Object.fromEntries(
    Object.entries(texts).map(([place, byName]) => [
      place,
      Object.fromEntries(Object.entries(byName).map(([name, text]) => [name, say(text)])),
    ]),
  );
}

function describeService(
  { id, name, purpose, provider, items }: PolicyDocument["categories"][number]["services"][number],
  say: (text: Text) => string,
): PolicyService {
  return {
    id,
    name: say(name),
    purpose: say(purpose),
    provider: say(provider),
    items: items.map(({ httpOnly, revealable, ...item }): DeclaredItem => ({
      name: item.name,
      kind: item.kind,
      purpose: say(item.purpose),
      duration: say(item.duration),
      provider: say(item.provider),
      ...(httpOnly !== undefined && { httpOnly }),
      ...(revealable !== undefined && { revealable }),
    })),
  };
}
