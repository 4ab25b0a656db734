import type {
  CategoryId,
  CorePolicy,
  PolicyCategory,
  PolicyResource,
} from "../../server/contract/consent.ts";
import type { ApiClient } from "../shared/api-client.ts";
import { chooseLocale } from "../shared/locale.ts";
import type { PreferencesMessages } from "./messages.ts";

/** The site's own texts and lists, in the language of the page. A file of its own hash, so cached for good. */
export function loadPolicy(api: ApiClient, policy: CorePolicy, element: Element): Promise<PolicyResource> {
  const { language } = chooseLocale(policy.locales, element);
  const locale = policy.locales.includes(language) ? language : (policy.locales[0] ?? "en");
  return api.get<PolicyResource>(`assets/policy-${policy.hash}-${locale}.json`);
}

/** What can be decided without those texts: categories by our own names, services by their ids. */
export function bareCategories(policy: CorePolicy, text: PreferencesMessages): PolicyCategory[] {
  const ids = [
    "essential",
    ...Object.keys(policy.services).filter((id) => id !== "essential"),
  ] as CategoryId[];
  return ids.map((id) => ({
    id,
    ...text.categories[id],
    services: (policy.services[id] ?? []).map((service) => ({
      id: service,
      name: service,
      purpose: "",
      provider: "",
      items: [],
    })),
  }));
}
