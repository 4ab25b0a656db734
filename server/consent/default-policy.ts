import { type CategoryId, OWN_LOCALES } from "../contract/index.ts";
import type { CookieConfig } from "../http/cookies.ts";
import { administrationItems, consentItems, signInItems } from "./own-items.ts";
import type { PolicyDocument } from "./policy.schema.ts";
import type { PolicyTexts } from "./texts/consent-texts.ts";
import { inEveryLanguage } from "./texts/own-texts.ts";

type Category = PolicyDocument["categories"][number];
type Service = Category["services"][number];

/** Sentences of each language's `protection`. */
const SENTENCES = [0, 1, 2, 3, 4] as const;

/**
 * The policy of a site that brings none: it declares what Sereno itself stores, and nothing else is there.
 * `stateCookies` are those that live while somebody signs in with a provider.
 */
export function createDefaultPolicy(
  cookie: Pick<CookieConfig, "name">,
  stateCookies: readonly string[] = [],
): PolicyDocument {
  return {
    version: 1,
    locales: [...OWN_LOCALES],
    categories: [
      category("essential", [
        service("sign-in", "signIn", signInItems(cookie, stateCookies)),
        service("consent", "consent", consentItems()),
        service("administration", "administration", administrationItems()),
      ]),
      category("functional", []),
      // Stores nothing in the browser: what it allows is kept with the session.
      category("analytics", [service("visits", "visits", [])]),
      category("marketing", []),
    ],
    protection: SENTENCES.map((index) => inEveryLanguage(({ protection }) => protection[index])),
  };
}

function category(id: CategoryId, services: Service[]): Category {
  return {
    id,
    name: inEveryLanguage(({ categories }) => categories[id].name),
    description: inEveryLanguage(({ categories }) => categories[id].description),
    services,
  };
}

function service(id: string, key: keyof PolicyTexts["services"], items: Service["items"]): Service {
  return {
    id,
    name: inEveryLanguage(({ services }) => services[key].name),
    purpose: inEveryLanguage(({ services }) => services[key].purpose),
    provider: inEveryLanguage(({ thisSite }) => thisSite),
    items,
  };
}
